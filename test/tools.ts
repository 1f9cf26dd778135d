import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Tools that some tests need in addition to Node and npm packages. */
export type Tool = keyof typeof TOOLS;

/** Debian's package `chromium`, or another one of its family. */
export const CHROMIUM = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';
/** Runs a program in a terminal. The program of this name on macOS has other options. */
export const SCRIPT = '/usr/bin/script';

/** A Node that executes TypeScript: this one or, on Node 20, the Node 24 of package.json. */
export const TYPESCRIPT_NODE = process.features.typescript
  ? process.execPath
  : resolve('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The binary that the tests run: Terraform, or OpenTofu with CLICKUP_AUTH_TEST_TERRAFORM=tofu. */
export const TERRAFORM = process.env['CLICKUP_AUTH_TEST_TERRAFORM'] || 'terraform';

/** Whether each tool is available, the message if it is not, and the reason if this platform cannot use it. */
const TOOLS = {
  terraform: {
    isAvailable: () => spawnSync(TERRAFORM, ['version'], { stdio: 'ignore' }).error === undefined,
    missing: `${TERRAFORM} is not on PATH`,
    unusable: process.platform === 'win32' ? 'Terraform on Windows cannot start the provider, a script' : undefined,
  },
  chromium: {
    isAvailable: () => existsSync(CHROMIUM),
    missing: `${CHROMIUM} does not exist, and CHROME_PATH names no other`,
    unusable: process.platform === 'linux' ? undefined : 'the tests replace xdg-open, which only Linux uses',
  },
  script: {
    isAvailable: () => existsSync(SCRIPT),
    missing: `${SCRIPT} of Linux does not exist`,
    unusable: process.platform === 'linux' ? undefined : `the tests use options that ${SCRIPT} has on Linux only`,
  },
} as const satisfies Record<string, { isAvailable: () => boolean; missing: string; unusable: string | undefined }>;

/**
 * A `describe` whose tests need a tool. Without the tool, the tests are skipped by name with a line on stderr. With CI=true
 * they fail instead, because a pipeline that tests nothing looks like one that passes. On a platform that cannot use the
 * tool, they are always skipped.
 */
export function describeWith(tool: Tool, name: string, body: () => void): void {
  const { isAvailable, missing, unusable } = TOOLS[tool];
  if (unusable === undefined && isAvailable()) {
    describe(name, body);
    return;
  }
  if (unusable === undefined && process.env['CI'] === 'true') {
    test(`${name}: ${tool} is available`, () => {
      throw new Error(`${missing}, and with CI=true no test may be skipped.`);
    });
    return;
  }
  const reason = unusable ?? missing;
  process.stderr.write(`\n! ${reason}: the tests of "${name}" do not run.\n`);
  describe.skip(`${name} (${reason})`, body);
}
