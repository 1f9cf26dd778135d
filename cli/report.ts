import type { Explanation } from '../src/index.js';
import type { ExitCode } from './exit-code.js';

/** How a command ended: all that is printed comes from here. Every text in it is fit for a terminal. */
export interface Report {
  readonly exitCode: ExitCode;
  /** What `--json` prints beside `exitCode`. Its fields are a public contract, told in docs/cli.md. */
  readonly data: Readonly<Record<string, unknown>> & { readonly status: string; readonly message: string };
  /** Lines for standard output. */
  readonly text: readonly Line[];
  /** What is unusual but did no harm: for standard error. */
  readonly warnings: readonly string[];
  /** What went wrong: for standard error. */
  readonly words?: Explanation;
}

/** A line of text, and how it looks on a terminal. */
export type Line = string | { readonly text: string; readonly look: Look };

export type Look = 'good' | 'bold' | 'dim';
