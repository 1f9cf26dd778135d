import { stripVTControlCharacters, styleText } from 'node:util';
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

/** Breaks lines at their spaces, so that none is wider than `columns`. An indented one goes on two further in. */
export function wrap(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n');
}

function wrapLine(line: string, columns: number): string {
  const [indent = ''] = /^ */.exec(line) ?? [];
  const lines: string[] = [];
  let current = indent;
  for (const word of line.slice(indent.length).split(/(?<= )/)) {
    const width = stripVTControlCharacters(current + word.trimEnd()).length;
    if (width > columns && current.trim() !== '') {
      lines.push(current.trimEnd());
      current = indent && `${indent}  `;
    }
    current += word;
  }
  return [...lines, current].join('\n');
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
