/** An assignment in a file of NAME=value lines. Offsets are positions in the text. */
export interface EnvEntry {
  readonly name: string;
  readonly value: string;
  /** Number of its first line, from 1. */
  readonly line: number;
  /** Start of the line. */
  readonly start: number;
  /** Start of the name, after spaces and `export`. */
  readonly nameStart: number;
  /** End of the last line, before its line break. */
  readonly end: number;
}

/** A line that is not an assignment, a comment or blank. */
export interface OtherLine {
  readonly line: number;
  readonly text: string;
}

export interface EnvFile {
  readonly entries: readonly EnvEntry[];
  readonly others: readonly OtherLine[];
}

const ASSIGNMENT = /^([ \t]*(?:export[ \t]+)?)([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/;

/** A byte order mark, also in a text that was decoded as Latin-1. */
const BYTE_ORDER_MARK = /^(?:\uFEFF|\u00EF\u00BB\u00BF)/;

/**
 * Parses a `.env` file with the syntax of `node --env-file`, on every version of Node.js alike: `export`, comments, quoted
 * values that may span lines, and `\n` in double quotes. A quote without an end does not affect the next lines. The time
 * is proportional to the length of the text.
 */
export function parseEnvFile(text: string): EnvFile {
  const entries: EnvEntry[] = [];
  const others: OtherLine[] = [];
  let line = 1;
  for (let start = BYTE_ORDER_MARK.exec(text)?.[0].length ?? 0; start < text.length;) {
    let end = endOfLine(text, start);
    const content = text.slice(start, end);
    const [assignment, before = '', name = ''] = ASSIGNMENT.exec(content) ?? [];
    if (assignment === undefined) {
      if (!/^[ \t]*(?:#|$)/.test(content)) others.push({ line, text: content.trim() });
    } else {
      const quoted = readQuoted(text, start + assignment.length, end);
      if (quoted !== undefined) end = quoted.end;
      const value = quoted?.value ?? (content.slice(assignment.length).split('#', 1)[0] ?? '').trim();
      entries.push({ name, value, line, start, nameStart: start + before.length, end });
    }
    line += countLines(text, start, end);
    start = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
  return { entries, others };
}

/** A quoted value at `start`, or undefined if there is none or if it has no end. */
function readQuoted(text: string, start: number, lineEnd: number): { value: string; end: number } | undefined {
  const quote = text[start] ?? '';
  if (start >= lineEnd || !'"\'`'.includes(quote)) return undefined;
  // Each search ends at the next quote of the same kind, where the next search of that kind begins.
  const close = text.indexOf(quote, start + 1);
  if (close === -1) return undefined;
  const end = endOfLine(text, close);
  // A value of several lines ends with its quote. Otherwise, the quote at `start` has no end.
  if (close >= lineEnd && !/^[ \t]*(?:#|$)/.test(text.slice(close + 1, end))) return undefined;
  const value = text.slice(start + 1, close);
  return { value: quote === '"' ? value.replaceAll('\\n', '\n') : value, end };
}

function endOfLine(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) if (text[at] === '\n' || text[at] === '\r') return at;
  return text.length;
}

/** The number of lines from `start` to `end`, which is the end of a line. */
function countLines(text: string, start: number, end: number): number {
  return text.slice(start, end).split(/\r\n|\r|\n/).length;
}
