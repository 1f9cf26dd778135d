import { readFileSync } from 'node:fs';

/** A fenced code block of a Markdown page. */
export interface Snippet {
  /** The first word after the fence, for example `sh`. */
  readonly language: string;
  /** The words after the language, which GitHub does not show. They select how the test treats the block. */
  readonly note: string;
  readonly text: string;
  /** The block of language `text` directly below: the expected output. */
  readonly prints: string | undefined;
  /** The nearest heading above the block. */
  readonly heading: string;
  readonly line: number;
}

/** Reads every fenced code block of a page, in order, except output blocks. */
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
