import { toSingleLine } from '../src/integration.js';

/**
 * Text from outside as one harmless line of the log. The runner reads commands from the log: `::` at the start of a line,
 * and the older `##[` anywhere.
 */
export function logLine(text: string): string {
  return toSingleLine(text)
    .replaceAll('##[', '## [')
    .replace(/^(\s*):(?=:)/, '$1 : ');
}

/** The same as HTML text, for the job summary and issues. */
export function html(text: string): string {
  return logLine(text).replace(
    /[&<>"'`|*_[\]@#\\~]/g,
    // Numeric references, so that neither HTML nor Markdown finds markup, a mention or a reference.
    (character) => `&#${character.codePointAt(0)};`,
  );
}

/** The same as a Markdown code span, in which GitHub ignores mentions and references. */
export function code(text: string): string {
  return `\`${logLine(text).replaceAll('`', '’').trim() || ' '}\``;
}
