import { styleText } from 'node:util';
import type { StepResult } from './runner.js';

/** The step's log as GitHub shows it: annotations with their titles, and no masks, since those hold the token. */
export function renderLog(stdout: string): string {
  const lines = stdout.split('\n').flatMap((line) => {
    const command = /^::(add-mask|set-output|error|warning|notice)(?: (.*?))?::(.*)$/.exec(line);
    if (command === null) return line === '' ? [] : [line];
    const [, name = '', properties = '', text = ''] = command;
    if (name === 'add-mask' || name === 'set-output') return [];
    const title = unescape(/title=([^,]*)/.exec(properties)?.[1] ?? '');
    return [`${label(name)} ${styleText('bold', title)}`, ...unescape(text).split('\n')];
  });
  return lines.map((line) => `  ${line}`).join('\n');
}

/** The outputs that a later job would read, as one line. */
export function renderOutputs({ outputs }: StepResult): string {
  const shown = ['status', 'workspace-id', 'username'].flatMap((name) =>
    outputs[name] ? [`${name}=${outputs[name]}`] : [],
  );
  return `  outputs: ${shown.join('  ')}`;
}

function label(name: string): string {
  if (name === 'error') return styleText('red', 'Error:');
  return name === 'warning' ? styleText('yellow', 'Warning:') : 'Notice:';
}

/** The runner's escapes of a command's text. */
function unescape(text: string): string {
  return text
    .replaceAll('%0A', '\n')
    .replaceAll('%0D', '')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
