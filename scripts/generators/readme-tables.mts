// Generates the tables of inputs, outputs and sandbox tokens in README.md, between their markers, from action.yml and the
// sandbox in dist.
import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { parse } from 'yaml';
import sandbox from '../../dist/sandbox/index.js';
import type { Generator } from './generator.mts';

interface Manifest {
  readonly inputs: Record<string, { description: string; default?: string }>;
  readonly outputs: Record<string, { description: string }>;
}

export const readmeTables: Generator = {
  name: 'Tables of README.md',
  owns: [],
  generate: async () => {
    let readme = readFileSync('README.md', 'utf8');
    for (const [name, rows] of Object.entries(tables())) {
      const region = new RegExp(`(<!-- ${name}:start -->\n)[^]*?(<!-- ${name}:end -->)`);
      if (!region.test(readme)) throw new Error(`README.md has no region for ${name}.`);
      readme = readme.replace(region, (_, start: string, end: string) => `${start}\n${table(rows)}\n\n${end}`);
    }
    return new Map([['README.md', await format(readme, { parser: 'markdown', printWidth: 120, singleQuote: true })]]);
  },
};

/** Returns the rows of each table by the name of its markers. */
function tables(): Record<string, string[][]> {
  const { inputs, outputs }: Manifest = parse(readFileSync('action.yml', 'utf8'));
  return {
    inputs: [
      ['Input', 'Default', ''],
      ...Object.entries(inputs).map(([name, one]) => [
        code(name),
        one.default ? code(one.default) : '–',
        one.description,
      ]),
    ],
    outputs: [['Output', ''], ...Object.entries(outputs).map(([name, { description }]) => [code(name), description])],
    sandbox: [
      ['Token', 'Plays', 'Answer'],
      ...sandbox.SANDBOX_TABLE.map(({ name, plays, expected }) => [code(name), plays, code(expected)]),
    ],
  };
}

function code(text: string): string {
  return `\`${text}\``;
}

function table([head = [], ...rows]: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
