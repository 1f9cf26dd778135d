import type { Explanation } from '../../src/index.js';
import type { ExitCode } from './exit-codes.js';

/** The result of a command. Everything that is printed comes from here. Every text is safe to print on a terminal. */
export interface Report {
  readonly exitCode: ExitCode;
  /** What `--json` prints in addition to `exitCode`. Its fields are a public contract, documented in docs/cli.md. */
  readonly data: Readonly<Record<string, unknown>> & { readonly status: string; readonly message: string };
  /** Lines for standard output. */
  readonly text: readonly Line[];
  /** Warnings, for standard error. */
  readonly warnings: readonly string[];
  /** The explanation of a failure, for standard error. */
  readonly explanation?: Explanation;
}

/** A line of text, and its style on a terminal. */
export type Line = string | { readonly text: string; readonly style: LineStyle };

export type LineStyle = 'good' | 'bold' | 'dim';
