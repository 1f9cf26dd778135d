/** Far above every name in use. An annotation is cut at 4,096 characters, and the remedy must still be in it. */
const MAX_CHARACTERS = 1_500;

/**
 * Text from elsewhere (a Workspace's name, ClickUp's words) as one harmless line of a log. The runner reads commands
 * from lines: `::` at a line's start, and the older `##[` anywhere.
 */
export function plain(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replaceAll('##[', '## [')
    .replace(/^(\s*):(?=:)/, '$1 : ');
  return line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)}…` : line;
}

/** The same as HTML text, for the job summary and its tables. */
export function html(text: string): string {
  return plain(text).replace(
    /[&<>"'`|*_[\]@#\\~]/g,
    // As numbers, so that neither HTML nor Markdown finds a mark, a mention or a reference.
    (character) => `&#${character.codePointAt(0)};`,
  );
}

/** The same as a code span of Markdown, in which GitHub looks for no mentions and no references. */
export function code(text: string): string {
  return `\`${plain(text).replaceAll('`', '’').trim() || ' '}\``;
}
