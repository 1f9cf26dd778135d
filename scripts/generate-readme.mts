// Writes the README's tables of inputs, outputs and sandbox tokens from what they describe, between their markers. With
// --check it only compares. Needs `npm run build` before it.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { parse } from 'yaml';
import sandbox from '../dist/sandbox/index.js';

interface Manifest {
  readonly inputs: Record<string, { description: string; default?: string }>;
  readonly outputs: Record<string, { description: string }>;
}

const { inputs, outputs }: Manifest = parse(readFileSync('action.yml', 'utf8'));
const tables = {
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

const before = readFileSync('README.md', 'utf8');
let after = before;
for (const [name, rows] of Object.entries(tables)) {
  const region = new RegExp(`(<!-- ${name}:start -->\n)[^]*?(<!-- ${name}:end -->)`);
  if (!region.test(after)) throw new Error(`README.md has no region for ${name}.`);
  after = after.replace(region, (_, start: string, end: string) => `${start}\n${table(rows)}\n\n${end}`);
}
after = await format(after, { parser: 'markdown', printWidth: 120, singleQuote: true });

if (!process.argv.includes('--check')) writeFileSync('README.md', after);
else if (after !== before) {
  console.error('The tables of README.md are stale. Run `npm run generate` and commit it.');
  process.exitCode = 1;
}

function code(text: string): string {
  return `\`${text}\``;
}

function table([head = [], ...rows]: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
