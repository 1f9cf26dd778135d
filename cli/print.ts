import { styleText } from 'node:util';
import type { Context, Environment } from './context.js';
import type { Line, Report } from './report.js';

/** What decides how a report is printed. */
export interface PrintOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

type Format = Parameters<typeof styleText>[0];

const LOOKS: Readonly<Record<Exclude<Line, string>['look'], Format>> = {
  good: ['green', 'bold'],
  bold: 'bold',
  dim: 'dim',
};

/**
 * Prints a report: with `json` one object on standard output; else its lines there, unless `quiet`. What went wrong is
 * told on standard error, also with `quiet`, and not with `json`, which holds it.
 */
export function print(report: Report, options: PrintOptions, { env, stdout, stderr }: Context): void {
  if (options.json === true) {
    stdout.write(`${JSON.stringify({ exitCode: report.exitCode, ...report.data }, undefined, 2)}\n`);
    return;
  }
  const onOut = styleFor(stdout, env);
  const onErr = styleFor(stderr, env);
  if (options.quiet !== true) {
    for (const warning of report.warnings) stderr.write(`${onErr('yellow', 'Warning:')} ${warning}\n`);
    if (report.text.length > 0) stdout.write(`${report.text.map((line) => dress(line, onOut)).join('\n')}\n`);
  }
  const { words } = report;
  if (words === undefined) return;
  const rows = [['', words.happened] as const, ['Likely cause:', words.cause] as const];
  const lines = rows.map(([label, text]) => `  ${label === '' ? '' : `${onErr('bold', label)} `}${text}`);
  const remedy = `  ${onErr('bold', 'What to do:')} ${words.remedy}`;
  stderr.write(`${[`${onErr(['red', 'bold'], '✗')} ${onErr('bold', words.title)}`, ...lines, remedy].join('\n')}\n`);
}

function dress(line: Line, style: Style): string {
  return typeof line === 'string' ? line : style(LOOKS[line.look], line.text);
}

type Style = (format: Format, text: string) => string;

/** Colours only on a terminal; Node's own `hasColors` honours NO_COLOR, FORCE_COLOR and TERM. */
function styleFor(stream: Context['stdout'], env: Environment): Style {
  const isColoured = stream.isTTY === true && (stream.hasColors?.(16, env) ?? false);
  return (format, text) => (isColoured ? styleText(format, text, { validateStream: false }) : text);
}
