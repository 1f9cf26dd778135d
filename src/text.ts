/** Longer than every known name, and short enough for a whole failure to fit into one annotation. */
const MAX_CHARACTERS = 1_500;

/**
 * Text from outside as a single line of at most 1,500 characters. Replaces control and format characters, which could
 * start a new line, start a terminal command or reorder the text.
 */
export function toSingleLine(text: string): string {
  // Most texts need no change, and a table has thousands.
  const line = isPlainAscii(text) ? text : text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  return line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)}…` : line;
}

/** Whether the text is printable ASCII only, and therefore as wide as it is long. */
export function isPlainAscii(text: string): boolean {
  return !/[^\x20-\x7e]/.test(text);
}
