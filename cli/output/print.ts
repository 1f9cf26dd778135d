import { styleText } from 'node:util';
import type { Explanation } from '../../src/index.js';
import type { Environment } from '../../src/integration.js';
import type { Context, Terminal } from '../context.js';
import type { ExitCode } from './exit-codes.js';

/** The result of a command. Every text is safe to print on a terminal. */
export interface Report {
  readonly exitCode: ExitCode;
  /** What `--json` prints in addition to `exitCode`. Its fields are a public contract, documented in docs/cli.md. */
  readonly data: Readonly<Record<string, unknown>> & { readonly status: string; readonly message: string };
  readonly text: readonly Line[];
  readonly warnings: readonly string[];
  readonly explanation?: Explanation;
}

/** A line of text, and its style on a terminal. */
export type Line = string | { readonly text: string; readonly style: keyof typeof FORMATS };

type Format = Parameters<typeof styleText>[0];

const FORMATS = { good: ['green', 'bold'], bold: 'bold', dim: 'dim' } as const satisfies Record<string, Format>;

/**
 * Prints a report. `json` prints one object on standard output and nothing else. Otherwise, lines go to standard output,
 * and warnings and the explanation of a failure to standard error. `quiet` prints the explanation only.
 */
export function print(report: Report, options: Record<'json' | 'quiet', boolean>, context: Context): void {
  if (options.json) {
    context.stdout.write(`${JSON.stringify({ exitCode: report.exitCode, ...report.data }, undefined, 2)}\n`);
    return;
  }
  if (!options.quiet) {
    if (report.text.length > 0) printText(report.text, context);
    for (const warning of report.warnings) printWarning(warning, context);
  }
  if (report.explanation !== undefined) printExplanation(report.explanation, context);
}

function printText(lines: readonly Line[], { stdout, env }: Context): void {
  const style = styleFor(stdout, env);
  const styled = lines.map((line) => (typeof line === 'string' ? line : style(FORMATS[line.style], line.text)));
  stdout.write(`${styled.join('\n')}\n`);
}

function printWarning(warning: string, { stderr, env }: Context): void {
  stderr.write(`${styleFor(stderr, env)('yellow', 'Warning:')} ${warning}\n`);
}

function printExplanation({ title, happened, cause, remedy }: Explanation, { stderr, env }: Context): void {
  const style = styleFor(stderr, env);
  const lines = [
    `${style(['red', 'bold'], '✗')} ${style('bold', title)}`,
    `  ${happened}`,
    `  ${style('bold', 'Likely cause:')} ${cause}`,
    `  ${style('bold', 'What to do:')} ${remedy}`,
  ];
  stderr.write(`${lines.join('\n')}\n`);
}

/** Applies colors on a terminal only. Node's `hasColors` honors NO_COLOR, FORCE_COLOR and TERM. */
function styleFor(stream: Terminal, env: Environment) {
  const isColored = stream.isTTY === true && (stream.hasColors?.(16, env) ?? false);
  return (format: Format, text: string): string =>
    isColored ? styleText(format, text, { validateStream: false }) : text;
}
