import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SANDBOX_TABLE, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { parseToken, type Token } from '../../src/index.js';
import { EXIT_CODES } from '../../cli/output/exit-codes.js';
import { parseJson, temporaryDirectory, removeTemporaryDirectories, runCli } from './run.js';
import { guardOf } from '../src/guard-of.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ slowMs: 600_000, rateLimit: 1_000_000 });
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

/** The contents of all files in a directory except the file that stores the token. */
function otherFiles(directory: string): string {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name !== 'token.env')
    .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'))
    .join('\n');
}

function expectNoEcho(token: Token, output: string): void {
  expect(guardOf(token).reveals(output)).toBe(false);
}

/** Every command, with the options that print, and every source of the token. */
const COMMANDS: readonly [string, string[], 'env' | 'stdin' | 'file'][] = [
  ['check', ['check', '--workspace', 'Acme'], 'env'],
  ['check --json', ['check', '--json'], 'env'],
  ['check --token-stdin', ['check', '--token-stdin', '--quiet'], 'stdin'],
  ['check --file', ['check', '--file', 'token.env', '--json'], 'file'],
  ['workspaces', ['workspaces'], 'env'],
  ['workspaces --json', ['workspaces', '--json'], 'env'],
  ['audit', ['audit', 'token.env'], 'file'],
  ['audit --json', ['audit', 'token.env', '--json'], 'file'],
  ['init', ['init', '--token-stdin', '--file', 'token.env'], 'stdin'],
  ['init --json', ['init', '--token-stdin', '--file', 'token.env', '--json'], 'stdin'],
];

describe.each(SANDBOX_TABLE)('the token `$name`', ({ token, behaviour, expected }) => {
  test.each(COMMANDS)('%s prints and writes no part of the token', async (_, args, source) => {
    const cwd = temporaryDirectory();
    const padded = ` Bearer "${token}"`;
    if (source === 'file') writeFileSync(join(cwd, 'token.env'), `CLICKUP_API_TOKEN='${padded.trim()}'\n`);
    const needsRetry = behaviour === 'flaky' || behaviour === 'limited-once';
    const env = {
      CLICKUP_API_URL: sandbox.apiUrl,
      CLICKUP_ATTEMPTS: needsRetry ? '3' : '1',
      // Only the sandbox token `slow` reaches this limit.
      CLICKUP_TIMEOUT_SECONDS: behaviour === 'slow' ? '1' : '20',
      NODE_DEBUG: '',
      ...(source === 'env' && { CLICKUP_API_TOKEN: padded }),
    };
    const { exitCode, stdout, stderr } = await runCli(args, { cwd, env, ...(source === 'stdin' && { stdin: padded }) });
    expectNoEcho(parseToken(token), [stdout, stderr, otherFiles(cwd)].join('\n'));
    expect([0, 1, 2, 3]).toContain(exitCode);
    if (args[0] !== 'check' || !args.includes('--json')) return;
    const { status } = parseJson(stdout);
    expect(status).toBe(expected);
    expect(exitCode).toBe(expected === 'ok' ? 0 : EXIT_CODES[reasonOf(expected)]);
  });
});

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
  if (found === undefined) throw new Error(`${expected} is not a reason.`);
  return found;
}
