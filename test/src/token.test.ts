import { inspect } from 'node:util';
import { parseToken } from '../../src/token.js';

const PERSONAL = 'pk_12345678_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

test('parseToken() drops whitespace, quotes, Bearer and Authorization around a pasted token', () => {
  for (const text of [
    PERSONAL,
    ` ${PERSONAL}\n`,
    `"${PERSONAL}"`,
    `Bearer '${PERSONAL}'`,
    `Authorization: Bearer ${PERSONAL}`,
  ]) {
    expect(parseToken(text).authorization).toBe(PERSONAL);
  }
});

test('a Token prints itself redacted', () => {
  const token = parseToken(PERSONAL);
  for (const text of [String(token), JSON.stringify({ token }), inspect({ token }, { showHidden: true })]) {
    expect(text).toContain('[ClickUp personal token]');
    expect(token.isEchoedIn(text)).toBe(false);
  }
});
