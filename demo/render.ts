import { stripVTControlCharacters, styleText } from 'node:util';
import type { StepResult } from './runner.js';

/** Renders the step's log as GitHub shows it: with annotation titles, and without debug lines and masks. Masks contain the token. */
export function renderLog(stdout: string): string {
  const lines = stdout.split('\n').flatMap((line) => {
    const command = /^::(add-mask|set-output|debug|error|warning|notice)(?: (.*?))?::(.*)$/.exec(line);
    if (command === null) return line === '' ? [] : [line];
    const [, name = '', properties = '', text = ''] = command;
    if (['add-mask', 'set-output', 'debug'].includes(name)) return [];
    const title = unescape(/title=([^,]*)/.exec(properties)?.[1] ?? '');
    return [`${LABELS[name] ?? ''} ${styleText('bold', title)}`, ...unescape(text).split('\n')];
  });
  return lines.map((line) => `  ${line}`).join('\n');
}

const LABELS: Readonly<Record<string, string>> = {
  error: styleText('red', 'Error:'),
  warning: styleText('yellow', 'Warning:'),
  notice: 'Notice:',
};

/** Renders the outputs that a deploy usually reads, on one line. */
export function renderOutputs({ outputs }: StepResult): string {
  const shown = ['status', 'workspace-id', 'username'].filter((name) => outputs[name]);
  return `  outputs: ${shown.map((name) => `${name}=${outputs[name]}`).join('  ')}`;
}

/** Breaks lines at spaces to at most `columns`. The continuation of an indented line is indented by two more. */
export function wrap(text: string, columns: number): string {
  return text.replaceAll(/^( *)(.+)$/gm, (_, indent: string, content: string) => {
    const rows: string[] = [];
    let row = indent;
    for (const word of content.split(/(?<= )/)) {
      const width = stripVTControlCharacters(row + word.trimEnd()).length;
      if (width > columns && row.trim() !== '') {
        rows.push(row.trimEnd());
        row = indent && `${indent}  `;
      }
      row += word;
    }
    return [...rows, row].join('\n');
  });
}

/** Decodes the escapes of workflow commands. */
function unescape(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '%0A': '\n', '%0D': '', '%3A': ':', '%2C': ',', '%25': '%' };
  return text.replace(/%(?:0A|0D|3A|2C|25)/g, (escape) => escapes[escape] ?? '');
}
