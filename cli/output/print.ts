import { styleText } from 'node:util';
import { wrapAnsi } from 'fast-wrap-ansi';
import type { Explanation } from '../../src/index.js';
import { isPlainAscii, type Environment } from '../../src/integration.js';
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

/** Longer lines are hard to read. */
export const MAX_COLUMNS = 100;

type Format = Parameters<typeof styleText>[0];

const FORMATS = { good: ['green', 'bold'], bold: 'bold', dim: 'dim' } as const satisfies Record<string, Format>;

export interface PrintOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  /** Warnings that are printed even with `quiet`. */
  readonly urgent: readonly string[];
}

/**
 * Prints a report. `json` prints one object on standard output and nothing else. Otherwise, lines go to standard output,
 * and warnings and the explanation of a failure to standard error. `quiet` prints the explanation only.
 */
export function print(report: Report, { json, quiet, urgent }: PrintOptions, context: Context): void {
  const warnings = [...urgent, ...report.warnings];
  if (json) {
    const data = { exitCode: report.exitCode, ...report.data, ...(urgent.length > 0 && { warnings }) };
    context.stdout.write(`${toJson(data)}\n`);
    return;
  }
  if (!quiet && report.text.length > 0) printText(report.text, context);
  // A hint may be the cause of the failure.
  const isHint = report.explanation !== undefined;
  for (const warning of quiet && !isHint ? urgent : warnings) printWarning(warning, context);
  if (report.explanation !== undefined) printExplanation(report.explanation, context);
}

/**
 * JSON without characters that a terminal or a CI log interprets: C1 controls, text direction, line separators, and the
 * `##[` of a workflow command. They are escaped, so that the value stays the same.
 */
function toJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(/[\x7f-\x9f\p{Cf}\u2028\u2029]|##\[/gu, (found) =>
    found.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

function printText(lines: readonly Line[], { stdout, env }: Context): void {
  const style = styleFor(stdout, env);
  const styled = lines.map((line) => (typeof line === 'string' ? line : style(FORMATS[line.style], line.text)));
  stdout.write(`${styled.map((line) => layOut(line, '  ', stdout)).join('\n')}\n`);
}

function printWarning(warning: string, { stderr, env }: Context): void {
  stderr.write(`${layOut(`${styleFor(stderr, env)('yellow', 'Warning:')} ${warning}`, '  ', stderr)}\n`);
}

function printExplanation({ title, happened, cause, remedy }: Explanation, { stderr, env }: Context): void {
  const style = styleFor(stderr, env);
  const lines = [
    `${style(['red', 'bold'], '✗')} ${style('bold', title)}`,
    `  ${happened}`,
    `  ${style('bold', 'Likely cause:')} ${cause}`,
    `  ${style('bold', 'What to do:')} ${remedy}`,
  ];
  stderr.write(`${lines.map((line) => layOut(line, '    ', stderr)).join('\n')}\n`);
}

/**
 * Wraps a line at words on a terminal, at its width or at 100 columns. The other lines are indented. Interrupts `##[`,
 * which starts a workflow command anywhere in a line of a CI log.
 */
function layOut(line: string, indent: string, { isTTY, columns }: Terminal): string {
  const harmless = line.replaceAll('##[', '# #[');
  // Blocks of several lines are meant to be copied.
  if (isTTY !== true || columns === undefined || line.includes('\n')) return harmless;
  const width = Math.min(columns, MAX_COLUMNS);
  if (isPlainAscii(harmless) && harmless.length <= width) return harmless;
  const own = /^ */.exec(harmless)?.[0] ?? '';
  const text = wrapAnsi(harmless.slice(own.length), Math.max(width - indent.length, 20), { hard: false });
  return own + text.replaceAll('\n', `\n${indent}`);
}

/** Applies colors on a terminal only. Node's `hasColors` honors NO_COLOR, FORCE_COLOR and TERM. */
function styleFor(stream: Terminal, env: Environment) {
  const isColored = stream.isTTY === true && (stream.hasColors?.(16, env) ?? false);
  return (format: Format, text: string): string =>
    isColored ? styleText(format, text, { validateStream: false }) : text;
}
