import { toSingleLine } from '../src/integration.js';

/** Turns untrusted text into one log line without commands: the runner reads `::` at line starts and `##[` anywhere. */
export function logLine(text: string): string {
  return toSingleLine(text)
    .replaceAll('##[', '## [')
    .replace(/^(\s*):(?=:)/, '$1 : ');
}

/** Escapes untrusted text for the job summary and issues, so that GitHub finds no markup, mention or issue reference. */
export function html(text: string): string {
  return logLine(text).replace(/[&<>"'`|*_[\]@#\\~]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** Escapes an explanation and renders its code spans. */
export function prose(text: string): string {
  return html(text).replace(/&#96;(.+?)&#96;/g, '<code>$1</code>');
}

/** Turns untrusted text into a Markdown code span, in which GitHub ignores mentions and references. */
export function code(text: string): string {
  return `\`${logLine(text).replaceAll('`', '’').trim() || ' '}\``;
}

/** Limits the length of untrusted text, without splitting a character. */
export function truncate(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  return `${Array.from(text.slice(0, 2 * maximum))
    .slice(0, maximum - 1)
    .join('')}…`;
}
