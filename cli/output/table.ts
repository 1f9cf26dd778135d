import terminalCells from 'fast-string-width';
import { isPlainAscii, toSingleLine } from '../../src/integration.js';

/** Rows as aligned columns. Widths are counted in terminal cells. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(toSingleLine));
  const widths = cells.reduce<number[]>((most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, width(cell))), []);
  return cells.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  );
}

function width(text: string): number {
  return isPlainAscii(text) ? text.length : terminalCells(text);
}
