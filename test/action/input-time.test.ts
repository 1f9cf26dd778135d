import { readCredential } from '../../action/credential.js';
import { markSolved } from '../../action/issue/body.js';
import { readToken } from '../../action/token-input.js';
import { logLine, truncate } from '../../action/escape.js';
import { readWorkspaces } from '../../action/workspaces-input.js';

type Core = Parameters<typeof readToken>[0];

function coreWith(text: string): Core {
  const core: Partial<Core> = { getInput: () => text, setSecret: () => undefined };
  return Object.assign(Object.create(null), core);
}

function ignoreErrors(parse: () => unknown): void {
  try {
    parse();
  } catch {
    // Only the time matters.
  }
}

const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  token: (text) => readToken(coreWith(text), { INPUT_TOKEN: text }),
  name: (text) => readCredential(coreWith(text), {}),
  workspaces: (text) => readWorkspaces({ name: 'workspaces', text }, { name: 'require-workspace', text: 'true' }),
  'log line': (text) => truncate(logLine(text), 100),
  'description of an issue': markSolved,
};

const TEXTS = [
  '"',
  ' ',
  ', ',
  ',',
  'bearer ',
  'authorization:',
  '\n',
  '[{',
  'pk_1',
  '1',
  '1_',
  '<!-- clickup-auth-action reason=',
  '::',
  '😀',
];

/** The shortest time of several runs, in milliseconds. */
function timeOf(parse: (text: string) => unknown, text: string): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    ignoreErrors(() => parse(text));
    return performance.now() - start;
  });
  return Math.min(...times);
}

test.each(Object.entries(PARSERS))('S2: the time to read a %s grows in proportion to its length', (_, parse) => {
  for (const part of TEXTS) {
    const [short, long] = [4000, 64_000].map((length) => timeOf(parse, part.repeat(length / part.length)));
    // 16 times the length. Quadratic time would be 256 times as long.
    expect({ part, isProportional: (long ?? 0) / Math.max(short ?? 0, 0.05) < 64 }).toEqual({
      part,
      isProportional: true,
    });
  }
});
