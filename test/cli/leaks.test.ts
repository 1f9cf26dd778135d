import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SANDBOX_TABLE, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { parseToken, type Token } from '../../src/index.js';
import { EXIT_CODES } from '../../cli/output/exit-codes.js';
import { parsed, emptyFolder, removeFolders, runCli } from './run.js';
import { guardOf } from '../src/guard-of.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ slowMs: 600_000, rateLimit: 1_000_000 });
});

afterAll(async () => {
  await sandbox.close();
  removeFolders();
});

/** Everything in a folder but the file that was asked for. */
function otherFiles(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name !== 'asked.env')
    .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'))
    .join('\n');
}

function expectNoEcho(token: Token, told: string): void {
  expect(guardOf(token).reveals(told)).toBe(false);
}

/** Each command, with everything turned on that prints, and every way in for the token. */
const COMMANDS: readonly [string, string[], 'env' | 'stdin' | 'file'][] = [
  ['check', ['check', '--workspace', 'Acme'], 'env'],
  ['check --json', ['check', '--json'], 'env'],
  ['check --token-stdin', ['check', '--token-stdin', '--quiet'], 'stdin'],
  ['check --file', ['check', '--file', 'asked.env', '--json'], 'file'],
  ['workspaces', ['workspaces'], 'env'],
  ['workspaces --json', ['workspaces', '--json'], 'env'],
  ['audit', ['audit', 'asked.env'], 'file'],
  ['audit --json', ['audit', 'asked.env', '--json'], 'file'],
  ['init', ['init', '--token-stdin', '--file', 'asked.env'], 'stdin'],
  ['init --json', ['init', '--token-stdin', '--file', 'asked.env', '--json'], 'stdin'],
];

describe.each(SANDBOX_TABLE)('the token `$name`', ({ token, behavior, expected }) => {
  test.each(COMMANDS)('%s: no part of it is told anywhere', async (_, args, way) => {
    const cwd = emptyFolder();
    const pasted = ` Bearer "${token}"`;
    if (way === 'file') writeFileSync(join(cwd, 'asked.env'), `CLICKUP_API_TOKEN='${pasted.trim()}'\n`);
    const needsRetry = behavior === 'flaky' || behavior === 'limited-once';
    const env = {
      CLICKUP_API_URL: sandbox.apiUrl,
      CLICKUP_ATTEMPTS: needsRetry ? '3' : '1',
      // Only a silent server meets it.
      CLICKUP_TIMEOUT_SECONDS: behavior === 'slow' ? '1' : '20',
      NODE_DEBUG: '',
      ...(way === 'env' && { CLICKUP_API_TOKEN: pasted }),
    };
    const { exitCode, stdout, stderr } = await runCli(args, { cwd, env, ...(way === 'stdin' && { stdin: pasted }) });
    expectNoEcho(parseToken(token), [stdout, stderr, otherFiles(cwd)].join('\n'));
    expect([0, 1, 2, 3]).toContain(exitCode);
    if (args[0] !== 'check' || !args.includes('--json')) return;
    const { status } = parsed(stdout);
    expect(status).toBe(expected);
    expect(exitCode).toBe(expected === 'ok' ? 0 : EXIT_CODES[reasonOf(expected)]);
  });
});

/** The table's word as a reason. */
function reasonOf(expected: string): keyof typeof EXIT_CODES {
  const reasons = [
    'token_rejected',
    'rate_limited',
    'clickup_unavailable',
    'timed_out',
    'reply_malformed',
    'unreachable',
    'request_refused',
  ] as const;
  const found = reasons.find((reason) => reason === expected);
  if (found === undefined) throw new Error(`The table's ${expected} is none of them.`);
  return found;
}
