import cellsOf from 'fast-string-width';
import { isPlainAscii, plain } from './plain.js';

/** Rows as aligned columns, the first row being the heading. Widths are those of a terminal's cells. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(plain));
  const widths = cells.reduce<number[]>((most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, width(cell))), []);
  return cells.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  );
}

function width(text: string): number {
  return isPlainAscii(text) ? text.length : cellsOf(text);
}
