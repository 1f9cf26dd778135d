import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SANDBOX_TABLE, startSandbox, type Sandbox, type SandboxToken } from '../../sandbox/index.js';
import { parseToken, type Token } from '../../src/index.js';
import { EXIT_CODES } from '../../cli/output/exit-codes.js';
import { parseJson, removeTemporaryDirectories, runCli, temporaryDirectory, type CliResult } from './run.js';
import { runInProcess } from './run-in-process.js';
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

type Command = [name: string, args: string[], source: 'env' | 'stdin' | 'file'];
type Runner = typeof runCli | typeof runInProcess;

interface Written {
  /** Both streams, and the content of each file except the given one. */
  readonly written: string;
}

/** Every command, with the options that print, and every source of the token. */
const COMMANDS: readonly Command[] = [
  ['check', ['check', '--workspace', 'Acme'], 'env'],
  ['check --json', ['check', '--json'], 'env'],
  ['check --list', ['check', '--workspace', 'Acme', '--list', '901100000001:edit'], 'env'],
  ['check --token-stdin', ['check', '--token-stdin', '--quiet'], 'stdin'],
  ['check --file', ['check', '--file', 'token.env', '--json'], 'file'],
  ['workspaces', ['workspaces'], 'env'],
  ['workspaces --json', ['workspaces', '--json'], 'env'],
  ['audit', ['audit', 'token.env'], 'file'],
  ['audit --json', ['audit', 'token.env', '--json'], 'file'],
  ['audit with reports', ['audit', 'token.env', '--junit', 'junit.xml', '--sarif', 'audit.sarif'], 'file'],
  ['init', ['init', '--token-stdin', '--file', 'token.env'], 'stdin'],
  ['init --json', ['init', '--token-stdin', '--file', 'token.env', '--json'], 'stdin'],
];

/** Runs a command with this token, and returns its result and everything that it printed or wrote. */
async function runWithToken(
  runner: Runner,
  row: SandboxToken,
  [, args, source]: Command,
): Promise<CliResult & Written> {
  const { token, behavior } = row;
  const cwd = temporaryDirectory();
  const padded = ` Bearer "${token}"`;
  if (source === 'file') writeFileSync(join(cwd, 'token.env'), `CLICKUP_API_TOKEN='${padded.trim()}'\n`);
  const needsRetry = behavior === 'flaky' || behavior === 'limited-once';
  const env = {
    CLICKUP_API_URL: sandbox.apiUrl,
    CLICKUP_ATTEMPTS: needsRetry ? '3' : '1',
    // Only the sandbox token `slow` reaches this limit.
    CLICKUP_TIMEOUT_SECONDS: behavior === 'slow' ? '1' : '20',
    NODE_DEBUG: '',
    ...(source === 'env' && { CLICKUP_API_TOKEN: padded }),
  };
  const result = await runner(args, { cwd, env, ...(source === 'stdin' && { stdin: padded }) });
  return { ...result, written: [result.stdout, result.stderr, otherFiles(cwd)].join('\n') };
}

function expectNoLeak(
  row: SandboxToken,
  args: readonly string[],
  { exitCode, stdout, written }: CliResult & Written,
): void {
  expectNoEcho(parseToken(row.token), written);
  // An internal error would also print no token. Which Workspaces a token has access to decides about --workspace.
  const expected = row.expected === 'ok' ? 0 : EXIT_CODES[reasonOf(row.expected)];
  expect(args.includes('--workspace') ? [0, 1, 2, 3] : [expected]).toContain(exitCode);
  if (args[0] !== 'check' || !args.includes('--json')) return;
  expect(parseJson(stdout)).toMatchObject({ status: row.expected });
}

// In this process, because a process for each of the 230 cases takes longer than all other tests of the CLI. The commands of
// one token run in parallel, so that they wait for a silent server only once.
describe.each(SANDBOX_TABLE)('the token `$name`', (row) => {
  let runs: Promise<CliResult & Written>[];

  beforeAll(() => {
    runs = COMMANDS.map((command) => runWithToken(runInProcess, row, command));
  });

  test.each(COMMANDS.map(([name, args], index) => ({ name, args, index })))(
    '$name prints and writes no part of the token',
    async ({ args, index }) => {
      expect.hasAssertions();
      const run = await runs[index];
      if (run === undefined) throw new Error(`Command ${index} was not run.`);
      expectNoLeak(row, args, run);
    },
  );
});

// ClickUp returns both tokens, one in an error text and one as a Workspace's name.
describe.each(SANDBOX_TABLE.filter(({ behavior }) => behavior === 'echo' || behavior === 'lying'))(
  'the token `$name`, in a process of its own',
  (row) => {
    test.each(COMMANDS)('%s prints and writes no part of the token', async (...command) => {
      expect.hasAssertions();
      expectNoLeak(row, command[1], await runWithToken(runCli, row, command));
    });
  },
);

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
