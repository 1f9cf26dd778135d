import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** What some tests need beside Node and npm's packages. */
export type Tool = keyof typeof TOOLS;

/** Debian's package `chromium`, or another one of its family. */
export const CHROMIUM = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';
/** Gives a program a terminal. Part of every Linux; macOS has another one of this name. */
export const SCRIPT = '/usr/bin/script';

/** A Node that executes TypeScript: this one or, on Node 20, the Node 24 of package.json. */
export const TYPESCRIPT_NODE = process.features.typescript
  ? process.execPath
  : resolve('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Whether each is at hand, what is said where it is not, and why this platform cannot use it, if so. */
const TOOLS = {
  terraform: {
    isAtHand: () => spawnSync('terraform', ['version'], { stdio: 'ignore' }).error === undefined,
    missing: 'terraform is not on PATH',
    unusable: process.platform === 'win32' ? 'Terraform on Windows cannot start the provider, a script' : undefined,
  },
  chromium: {
    isAtHand: () => existsSync(CHROMIUM),
    missing: `${CHROMIUM} is not there, and CHROME_PATH names no other`,
    unusable: process.platform === 'linux' ? undefined : 'the tests replace xdg-open, which only Linux uses',
  },
  script: {
    isAtHand: () => existsSync(SCRIPT),
    missing: `${SCRIPT} of Linux is not there`,
    unusable: process.platform === 'linux' ? undefined : `the tests use options that ${SCRIPT} has on Linux only`,
  },
} as const satisfies Record<string, { isAtHand: () => boolean; missing: string; unusable: string | undefined }>;

/**
 * A `describe` whose tests need a tool. Where it is missing they are skipped by name, and a line says so; under CI=true
 * that is a failure instead, since a pipeline that tests nothing looks like one that passes. A platform that cannot use
 * the tool skips them always.
 */
export function describeWith(tool: Tool, name: string, body: () => void): void {
  const { isAtHand, missing, unusable } = TOOLS[tool];
  if (unusable === undefined && isAtHand()) {
    describe(name, body);
    return;
  }
  if (unusable === undefined && process.env['CI'] === 'true') {
    test(`${name}: ${tool} is at hand`, () => {
      throw new Error(`${missing}, and under CI=true no test may be skipped.`);
    });
    return;
  }
  const reason = unusable ?? missing;
  process.stderr.write(`\n! ${reason}: the tests of "${name}" do not run.\n`);
  describe.skip(`${name} (${reason})`, body);
}
