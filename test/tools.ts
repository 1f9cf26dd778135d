import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What some tests need beside Node and npm's packages. */
export type Tool = keyof typeof TOOLS;

/** Debian's package `chromium`, or another one of its family. */
export const CHROMIUM = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';
/** Gives a program a terminal. Part of every Linux; macOS has another one of this name. */
export const SCRIPT = '/usr/bin/script';

/** Whether each is at hand, and what is said where it is not. */
const TOOLS = {
  terraform: {
    isAtHand: () => spawnSync('terraform', ['version'], { stdio: 'ignore' }).error === undefined,
    missing: 'terraform is not on PATH',
  },
  chromium: {
    isAtHand: () => existsSync(CHROMIUM),
    missing: `${CHROMIUM} is not there, and CHROME_PATH names no other`,
  },
  script: {
    isAtHand: () => process.platform === 'linux' && existsSync(SCRIPT),
    missing: `${SCRIPT} of Linux is not there`,
  },
} as const;

/**
 * A `describe` whose tests need a tool. Where it is missing they are skipped by name, and a line says so; under CI=true
 * that is a failure instead, since a pipeline that tests nothing looks like one that passes.
 */
export function describeWith(tool: Tool, name: string, body: () => void): void {
  const { isAtHand, missing } = TOOLS[tool];
  if (isAtHand()) {
    describe(name, body);
    return;
  }
  if (process.env['CI'] === 'true') {
    test(`${name}: ${tool} is at hand`, () => {
      throw new Error(`${missing}, and under CI=true no test may be skipped.`);
    });
    return;
  }
  process.stderr.write(`\n! ${missing}: the tests of "${name}" do not run.\n`);
  describe.skip(`${name} (${missing})`, body);
}
