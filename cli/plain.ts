/** Far above every name in use; ClickUp's words are bounded by the core. */
const MAX_CHARACTERS = 1_500;

/**
 * Text from elsewhere (a Workspace's name, ClickUp's words) as one harmless line of a terminal: an escape sequence could
 * rewrite what is above it, and marks of direction could reorder it.
 */
export function plain(text: string): string {
  // Most text is such a line already; a thousand of them should cost nothing.
  const line = isPlainAscii(text) ? text : text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  return line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)}…` : line;
}

/** Whether the text is printable ASCII alone: harmless, and as wide as it is long. */
export function isPlainAscii(text: string): boolean {
  return !/[^\x20-\x7e]/.test(text);
}
