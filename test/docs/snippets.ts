import { readFileSync } from 'node:fs';

/** A fenced block of a page. */
export interface Snippet {
  /** Of its fence, as `sh`. */
  readonly language: string;
  /** What stands behind the language, which GitHub does not show: how a test has to treat it. */
  readonly note: string;
  readonly text: string;
  /** The block of language `text` right below it: what it prints. */
  readonly prints: string | undefined;
  /** The nearest heading above it. */
  readonly heading: string;
  readonly line: number;
}

/** Every fenced block of a page, in order, but those that are another's output. */
export function readSnippets(page: string): Snippet[] {
  const text = readFileSync(page, 'utf8');
  const fences = [...text.matchAll(/^```(\w*) ?(.*)\n([^]*?)^```$/gm)];
  return fences.flatMap(({ index, 0: whole, 1: language = '', 2: note = '', 3: body = '' }) => {
    if (language === 'text') return [];
    const above = text.slice(0, index);
    const below = /^\n\n```text\n([^]*?)^```$/m.exec(text.slice(index + whole.length));
    const heading = [...above.matchAll(/^#+ (.+)$/gm)].at(-1)?.[1] ?? '';
    const prints = below?.index === 0 ? below[1] : undefined;
    return [{ language, note, text: body, prints, heading, line: above.split('\n').length }];
  });
}
