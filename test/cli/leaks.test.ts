import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SANDBOX_TABLE, startSandbox, type Sandbox, type SandboxToken } from '../../sandbox/index.js';
import { parseToken, type Token } from '../../src/index.js';
import { EXIT_CODES } from '../../cli/output/exit-codes.js';
import { parsed, emptyFolder, removeFolders, runCli, type Ended } from './run.js';
import { runInProcess } from './run-in-process.js';
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

type Command = [name: string, args: string[], way: 'env' | 'stdin' | 'file'];
type Runner = typeof runCli | typeof runInProcess;

interface Written {
  /** Both streams, and the content of each file except the one that was asked for. */
  readonly written: string;
}

/** Each command, with everything turned on that prints, and every way in for the token. */
const COMMANDS: readonly Command[] = [
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

/** Runs a command with this token, and returns how it ended and everything that it printed or wrote. */
async function runWithToken(runner: Runner, row: SandboxToken, [, args, way]: Command): Promise<Ended & Written> {
  const { token, behavior } = row;
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
  const ended = await runner(args, { cwd, env, ...(way === 'stdin' && { stdin: pasted }) });
  return { ...ended, written: [ended.stdout, ended.stderr, otherFiles(cwd)].join('\n') };
}

function expectNoLeak(
  row: SandboxToken,
  args: readonly string[],
  { exitCode, stdout, written }: Ended & Written,
): void {
  expectNoEcho(parseToken(row.token), written);
  // An internal error would also print no token. Which Workspaces a token has access to decides about --workspace.
  const expected = row.expected === 'ok' ? 0 : EXIT_CODES[reasonOf(row.expected)];
  expect(args.includes('--workspace') ? [0, 1, 2, 3] : [expected]).toContain(exitCode);
  if (args[0] !== 'check' || !args.includes('--json')) return;
  expect(parsed(stdout)).toMatchObject({ status: row.expected });
}

// In this process, since a process for each of the 230 cases takes longer than all other tests of the command line. The
// commands of one token run in parallel, so that a server that does not respond is waited for once.
describe.each(SANDBOX_TABLE)('the token `$name`', (row) => {
  let runs: Promise<Ended & Written>[];

  beforeAll(() => {
    runs = COMMANDS.map((command) => runWithToken(runInProcess, row, command));
  });

  test.each(COMMANDS.map(([name, args], index) => ({ name, args, index })))(
    '$name: no part of it is told anywhere',
    async ({ args, index }) => {
      expect.hasAssertions();
      const run = await runs[index];
      if (run === undefined) throw new Error(`Command ${index} was not run.`);
      expectNoLeak(row, args, run);
    },
  );
});

// ClickUp sends both tokens back, one in an error text and one as a Workspace's name.
describe.each(SANDBOX_TABLE.filter(({ behavior }) => behavior === 'echo' || behavior === 'lying'))(
  'the token `$name`, in a process of its own',
  (row) => {
    test.each(COMMANDS)('%s: no part of it is told anywhere', async (...command) => {
      expect.hasAssertions();
      expectNoLeak(row, command[1], await runWithToken(runCli, row, command));
    });
  },
);

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
