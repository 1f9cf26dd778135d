import { styleText } from 'node:util';
import type { Explanation } from '../../src/index.js';
import type { Environment } from '../../src/integration.js';
import type { Context, Terminal } from '../context.js';
import type { Line, LineStyle, Report } from './report.js';

/** The options that decide how a report is printed. */
export interface PrintOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

type Format = Parameters<typeof styleText>[0];
type ApplyStyle = (format: Format, text: string) => string;

const FORMATS: Readonly<Record<LineStyle, Format>> = { good: ['green', 'bold'], bold: 'bold', dim: 'dim' };

/**
 * Prints a report. With `json`: one object on standard output and nothing else. Otherwise: its lines on standard output
 * and its warnings on standard error, except with `quiet`, and the explanation of a failure on standard error.
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

/** Colors on a terminal only. Node's `hasColors` honors NO_COLOR, FORCE_COLOR and TERM. */
function styleFor(stream: Terminal, env: Environment): ApplyStyle {
  const isColored = stream.isTTY === true && (stream.hasColors?.(16, env) ?? false);
  return (format, text) => (isColored ? styleText(format, text, { validateStream: false }) : text);
}
