import { readFileSync } from 'node:fs';

/** The body of a ClickUp response. test/fixtures/responses/README.md lists the sources. */
export function responseBody(name: string): string {
  return readFileSync(`test/fixtures/responses/${name}.json`, 'utf8');
}
