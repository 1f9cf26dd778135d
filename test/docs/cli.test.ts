import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT_CODES } from '../../cli/output/exit-codes.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import type { Reason } from '../../src/index.js';
import { consent, loginEnvironment, toldAddress, visit } from '../cli/browser.js';
import { CLI, emptyFolder, parsed, removeFolders, runCli, type Ended } from '../cli/run.js';
import { describeWith } from '../tools.js';
import { readSnippets, type Snippet } from './snippets.js';

const PAGE = readFileSync('docs/cli.md', 'utf8');
const snippets = readSnippets('docs/cli.md');
// Those of the README too: the others there are npm's.
const fromReadme = readSnippets('README.md').filter(({ text }) => text.startsWith('npx clickup-auth '));
const commands = [...snippets, ...fromReadme].filter(({ language, note }) => language === 'sh' && note === '');

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 100 });
});

afterAll(async () => {
  await sandbox.close();
  removeFolders();
});

/** A project that has the package, a token and a file of tokens. */
function project(): string {
  const folder = emptyFolder();
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(CLI, join(bin, 'clickup-auth'));
  writeFileSync(join(folder, 'package.json'), '{"name": "project"}');
  writeFileSync(join(folder, 'tokens.env'), `PROD=${sandbox.tokens.valid}\nSTAGING=${sandbox.tokens.oauth}\n`);
  return folder;
}

/** Runs a block as it is pasted, but on free ports, and plays the person at the consent page and at Ctrl-C. */
function paste(text: string, cwd: string): Promise<Ended> {
  const script = text.replaceAll(/\b(login|sandbox)(?= *(?:#.*)?$)/gm, '$1 --port 0');
  const { PATH = '', ...env } = loginEnvironment(sandbox);
  const child = spawn('bash', ['--noprofile', '--norc', '-ec', script], {
    cwd,
    detached: true,
    env: {
      ...env,
      PATH: `${join(cwd, 'node_modules/.bin')}:${PATH}`,
      HOME: cwd,
      CLICKUP_API_TOKEN: sandbox.tokens.valid,
    },
  });
  let stdout = '';
  let stderr = '';
  let visited: Promise<unknown> | undefined;
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    stdout += more;
    // The whole group, as a terminal does.
    if (stdout.includes('Ctrl-C ends it.') && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  });
  child.stderr.setEncoding('utf8').on('data', (more: string) => {
    stderr += more;
    const told = toldAddress(stderr, sandbox);
    if (told !== undefined) visited ??= consent(told, 'connect', '9011234080').then((url) => visit(url.href));
  });
  child.stdin.end();
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (exitCode) => done({ exitCode, stdout, stderr }));
  });
}

function named({ heading, line }: Snippet): string {
  return `${heading}, line ${line}`;
}

test('every block is of a kind that is tested', () => {
  const kinds = snippets.map(({ language, note }) => `${language} ${note}`.trim());
  expect([...new Set(kinds)].toSorted()).toEqual(['sh', 'sh offline', 'sh provider']);
  expect(commands.length).toBeGreaterThan(7);
  expect(fromReadme).toHaveLength(1);
  const offline = snippets.filter(({ note }) => note === 'offline').flatMap(({ text }) => text.trim().split('\n'));
  // What npm installs is tested with the packed tarball, in test/package.
  expect(offline.filter((line) => !line.startsWith('npm install '))).toEqual([]);
});

test.each(commands.map((one) => [named(one), one] as const))(
  'the commands of “%s” run as they are pasted',
  async (_, one) => {
    sandbox.resetCounts();
    const { exitCode, stdout, stderr } = await paste(one.text, project());
    const isEnded = /Ctrl-C/.test(stdout);
    expect({ exitCode: isEnded ? 0 : exitCode, stderr: stderr.includes('✗') ? stderr : '' }).toEqual({
      exitCode: 0,
      stderr: '',
    });
    const masked = (text: string): string => text.replaceAll(/\d+ of 100/g, 'N of 100');
    expect(masked(stdout)).toBe(masked(one.prints ?? stdout));
  },
);

const provider = snippets.filter(({ note }) => note === 'provider');

describeWith('terraform', 'the provider’s installation', () => {
  test.each(provider.map((one) => [named(one), one] as const))('the commands of “%s” run', async (_, one) => {
    const cwd = project();
    writeFileSync(
      join(cwd, 'main.tf'),
      'terraform {\n  required_providers {\n    clickup = { source = "clickup-auth/clickup" }\n  }\n}\n',
    );
    const { exitCode, stdout } = await paste(`export TF_CLI_CONFIG_FILE=none CHECKPOINT_DISABLE=1\n${one.text}`, cwd);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('successfully initialized');
  });
});

/** The rows of the table under a heading: its cells. */
function rows(heading: string): string[][] {
  const section = PAGE.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| --'));
  return lines.slice(1).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('“Exit codes” gives each reason the code that it has', () => {
  const union = readFileSync('src/failure.ts', 'utf8').matchAll(/readonly reason: '(\w+)'/g);
  const reasons = [...union].map(([, name = '']) => name);
  const documented = rows('Exit codes').filter(([first = '']) => first.startsWith('`'));
  const codes = documented.map(([reason = '', code = '']) => [reason.replaceAll('`', ''), Number(code)] as const);
  expect(codes.map(([reason]) => reason).toSorted()).toEqual(reasons.toSorted());
  expect(codes).toEqual(codes.map(([reason]) => [reason, EXIT_CODES[asReason(reason)]]));
});

function asReason(text: string): Reason {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test above compares the names with the union's
  return text as Reason;
}

test('“JSON” has a row for every field that any command prints, and no other', async () => {
  const seen = new Set<string>();
  const { tokens, apiUrl } = sandbox;
  const note = (stdout: string): void => {
    for (const name of Object.keys(parsed(stdout))) seen.add(name);
  };
  const env = { CLICKUP_API_URL: apiUrl, CLICKUP_ATTEMPTS: '1', CLICKUP_API_TOKEN: tokens.valid };
  const cwd = project();
  for (const args of [['check'], ['workspaces'], ['audit', 'tokens.env'], ['init', '--token-stdin'], ['nonsense']]) {
    note((await runCli([...args, '--json'], { cwd, env, stdin: tokens.valid })).stdout);
  }
  for (const token of [tokens.limited, tokens.revoked]) {
    note((await runCli(['check', '--json'], { env: { ...env, CLICKUP_API_TOKEN: token } })).stdout);
  }
  const { terraformInstall } = await import('../../cli/commands/terraform-install.js');
  const { stdin, stdout, stderr } = process;
  const signal = new AbortController().signal;
  const context = {
    env: {},
    cwd,
    home: cwd,
    platform: 'linux',
    arch: 'x64',
    stdin,
    stdout,
    stderr,
    signal,
    dist: 'dist',
  } as const;
  const { data } = terraformInstall({ provider: Buffer.from('x'), directory: 'mirror' }, context);
  for (const name of ['exitCode', ...Object.keys(data)]) seen.add(name);
  const told = rows('JSON').map(([name = '']) => name.replaceAll('`', ''));
  expect(told.toSorted()).toEqual([...seen].toSorted());
});

test('“Options of every command that asks ClickUp” are those that --help tells, with their variables', async () => {
  const { stdout } = await runCli(['check', '--help']);
  const told = rows('Options of every command that asks ClickUp').flatMap((cells) => cells.slice(0, 2));
  const names = told.filter((cell) => cell !== '–').map((cell) => cell.replaceAll('`', ''));
  expect(names.length).toBeGreaterThan(6);
  expect(names.filter((name) => !stdout.includes(name))).toEqual([]);
});

test('every command has its heading, and every heading of a command is one', async () => {
  const { stdout } = await runCli(['--help']);
  const listed = [...stdout.matchAll(/^ {2}([a-z]+)(?: \[\w+\])* {2,}/gm)].map(([, name = '']) => name);
  const headings = [...PAGE.matchAll(/^## ([a-z ]+)$/gm)].map(([, name = '']) => name.replace(/ .*/, ''));
  expect(headings.toSorted()).toEqual(listed.filter((name) => name !== 'help').toSorted());
});
