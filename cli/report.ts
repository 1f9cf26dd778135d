import type { Explanation } from '../src/index.js';
import type { ExitCode } from './exit-code.js';

/** How a command ended: all that is printed comes from here. Every text in it is fit for a terminal. */
export interface Report {
  readonly exitCode: ExitCode;
  /** What `--json` prints, `exitCode` included. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Lines for standard output. */
  readonly text: readonly Line[];
  /** What is unusual but did no harm: for standard error. */
  readonly warnings: readonly string[];
  /** What went wrong: for standard error. */
  readonly words?: Explanation;
}

/** A line of text; `mark` and `dim` decide its looks on a terminal. */
export type Line = string | { readonly text: string; readonly look: 'good' | 'bold' | 'dim' };
