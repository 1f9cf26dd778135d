/** Far above every name in use; ClickUp's words are bounded by the core. */
const MAX_CHARACTERS = 1_500;

/**
 * Text from elsewhere (a Workspace's name, ClickUp's words) as one harmless line of a terminal: an escape sequence could
 * rewrite what is above it, and marks of direction could reorder it.
 */
export function plain(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  return line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)}…` : line;
}
