// Generated tables inside handwritten Markdown pages, between `<!-- name:start -->` and `<!-- name:end -->`.
import { readFileSync } from 'node:fs';
import { format } from 'prettier';

/** The rows of a table. The first one is the heading. */
export type Rows = readonly (readonly string[])[];

/** Returns the page with each table in its region. Fails if the page has no such region. */
export async function withTables(path: string, tables: Readonly<Record<string, Rows>>): Promise<string> {
  let page = readFileSync(path, 'utf8');
  for (const [name, rows] of Object.entries(tables)) {
    const region = new RegExp(`(<!-- ${name}:start -->\n)[^]*?(<!-- ${name}:end -->)`);
    if (!region.test(page)) throw new Error(`${path} has no region for ${name}.`);
    page = page.replace(region, (_, start: string, end: string) => `${start}\n${table(rows)}\n\n${end}`);
  }
  return format(page, { parser: 'markdown', printWidth: 120, singleQuote: true });
}

export function code(text: string): string {
  return `\`${text}\``;
}

function table([head = [], ...rows]: Rows): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
