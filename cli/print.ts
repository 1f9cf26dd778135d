import { styleText } from 'node:util';
import type { Explanation } from '../src/index.js';
import type { Context, Environment, Terminal } from './context.js';
import type { Line, Look, Report } from './report.js';

/** What decides how a report is printed. */
export interface PrintOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

type Format = Parameters<typeof styleText>[0];
type Style = (format: Format, text: string) => string;

const LOOKS: Readonly<Record<Look, Format>> = { good: ['green', 'bold'], bold: 'bold', dim: 'dim' };

/**
 * Prints a report: with `json` one object on standard output and nothing else; else its lines there, unless `quiet`.
 * What went wrong is told on standard error, also with `quiet`.
 */
export function print(report: Report, options: PrintOptions, context: Context): void {
  if (options.json === true) {
    context.stdout.write(`${JSON.stringify({ exitCode: report.exitCode, ...report.data }, undefined, 2)}\n`);
    return;
  }
  if (options.quiet !== true) {
    if (report.text.length > 0) printText(report.text, context);
    for (const warning of report.warnings) printWarning(warning, context);
  }
  if (report.words !== undefined) printWords(report.words, context);
}

function printText(lines: readonly Line[], { stdout, env }: Context): void {
  const style = styleFor(stdout, env);
  const dressed = lines.map((line) => (typeof line === 'string' ? line : style(LOOKS[line.look], line.text)));
  stdout.write(`${dressed.join('\n')}\n`);
}

function printWarning(warning: string, { stderr, env }: Context): void {
  stderr.write(`${styleFor(stderr, env)('yellow', 'Warning:')} ${warning}\n`);
}

function printWords({ title, happened, cause, remedy }: Explanation, { stderr, env }: Context): void {
  const style = styleFor(stderr, env);
  const lines = [
    `${style(['red', 'bold'], '✗')} ${style('bold', title)}`,
    `  ${happened}`,
    `  ${style('bold', 'Likely cause:')} ${cause}`,
    `  ${style('bold', 'What to do:')} ${remedy}`,
  ];
  stderr.write(`${lines.join('\n')}\n`);
}

/** Colours only on a terminal; Node's own `hasColors` honours NO_COLOR, FORCE_COLOR and TERM. */
function styleFor(stream: Terminal, env: Environment): Style {
  const isColoured = stream.isTTY === true && (stream.hasColors?.(16, env) ?? false);
  return (format, text) => (isColoured ? styleText(format, text, { validateStream: false }) : text);
}
