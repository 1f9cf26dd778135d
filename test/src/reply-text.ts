import { readFileSync } from 'node:fs';

/** The body of a reply of ClickUp, as text. Where each comes from stands in test/fixtures/replies/README.md. */
export function replyText(name: string): string {
  return readFileSync(`test/fixtures/replies/${name}.json`, 'utf8');
}
