import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT_CODES } from '../../cli/output/exit-codes.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import type { Reason } from '../../src/index.js';
import { findAuthorizationUrl, loginEnvironment, submitConsent, visit } from '../cli/browser.js';
import { CLI, temporaryDirectory, parseJson, removeTemporaryDirectories, runCli, type CliResult } from '../cli/run.js';
import { describeWith } from '../tools.js';
import { readSnippets, type Snippet } from './snippets.js';

const PAGE = readFileSync('docs/cli.md', 'utf8');
const snippets = readSnippets('docs/cli.md');
// The README has npm commands too, which are not tested here.
const fromReadme = readSnippets('README.md').filter(({ text }) => text.startsWith('npx clickup-auth '));
const commands = [...snippets, ...fromReadme].filter(({ language, note }) => language === 'sh' && note === '');

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 100 });
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

/** Creates a project with the package and a file of tokens. */
function createProject(): string {
  const directory = temporaryDirectory();
  const bin = join(directory, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(CLI, join(bin, 'clickup-auth'));
  writeFileSync(join(directory, 'package.json'), '{"name": "project"}');
  writeFileSync(join(directory, 'tokens.env'), `PROD=${sandbox.tokens.valid}\nSTAGING=${sandbox.tokens.oauth}\n`);
  return directory;
}

/** Runs a block as pasted, but on free ports. Emulates the user at the consent page and presses Ctrl-C. */
function runSnippet(text: string, cwd: string): Promise<CliResult> {
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
    // Signals the whole process group, as a terminal does.
    if (stdout.includes('Press Ctrl-C to stop.') && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  });
  child.stderr.setEncoding('utf8').on('data', (more: string) => {
    stderr += more;
    const url = findAuthorizationUrl(stderr, sandbox);
    if (url !== undefined) {
      visited ??= submitConsent(url, 'connect', '9011234080').then((redirect) => visit(redirect.href));
    }
  });
  child.stdin.end();
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (exitCode) => done({ exitCode, stdout, stderr }));
  });
}

function testName({ heading, line }: Snippet): string {
  return `${heading}, line ${line}`;
}

test('every code block of docs/cli.md is tested', () => {
  const kinds = snippets.map(({ language, note }) => `${language} ${note}`.trim());
  expect([...new Set(kinds)].toSorted()).toEqual(['sh', 'sh offline', 'sh provider']);
  expect(commands.length).toBeGreaterThan(7);
  expect(fromReadme).toHaveLength(1);
  const offline = snippets.filter(({ note }) => note === 'offline').flatMap(({ text }) => text.trim().split('\n'));
  // test/package tests the installation with the packed tarball.
  expect(offline.filter((line) => !line.startsWith('npm install '))).toEqual([]);
});

test.each(commands.map((one) => [testName(one), one] as const))(
  'the commands of "%s" run as pasted',
  async (_, one) => {
    sandbox.resetCounts();
    const { exitCode, stdout, stderr } = await runSnippet(one.text, createProject());
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

describeWith('terraform', 'terraform install', () => {
  test.each(provider.map((one) => [testName(one), one] as const))('the commands of "%s" run', async (_, one) => {
    const cwd = createProject();
    writeFileSync(
      join(cwd, 'main.tf'),
      'terraform {\n  required_providers {\n    clickup = { source = "clickup-auth/clickup" }\n  }\n}\n',
    );
    const { exitCode, stdout } = await runSnippet(
      `export TF_CLI_CONFIG_FILE=none CHECKPOINT_DISABLE=1\n${one.text}`,
      cwd,
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('successfully initialized');
  });
});

/** The cells of the table below a heading, by row. */
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

test('"Exit codes" documents the exit code of each reason', () => {
  const union = readFileSync('src/failure.ts', 'utf8').matchAll(/readonly reason: '(\w+)'/g);
  const reasons = [...union].map(([, name = '']) => name);
  const documented = rows('Exit codes').filter(([first = '']) => first.startsWith('`'));
  const codes = documented.map(([reason = '', code = '']) => [reason.replaceAll('`', ''), Number(code)] as const);
  expect(codes.map(([reason]) => reason).toSorted()).toEqual(reasons.toSorted());
  expect(codes).toEqual(codes.map(([reason]) => [reason, EXIT_CODES[asReason(reason)]]));
});

function asReason(text: string): Reason {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test above compares the names with the union
  return text as Reason;
}

test('"JSON" documents exactly the fields that the commands print', async () => {
  const printed = new Set<string>();
  const { tokens, apiUrl } = sandbox;
  const collect = (stdout: string): void => {
    for (const name of Object.keys(parseJson(stdout))) printed.add(name);
  };
  const env = { CLICKUP_API_URL: apiUrl, CLICKUP_ATTEMPTS: '1', CLICKUP_API_TOKEN: tokens.valid };
  const cwd = createProject();
  for (const args of [['check'], ['workspaces'], ['audit', 'tokens.env'], ['init', '--token-stdin'], ['nonsense']]) {
    collect((await runCli([...args, '--json'], { cwd, env, stdin: tokens.valid })).stdout);
  }
  for (const token of [tokens.limited, tokens.revoked]) {
    collect((await runCli(['check', '--json'], { env: { ...env, CLICKUP_API_TOKEN: token } })).stdout);
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
  const { data } = terraformInstall({ directory: 'mirror' }, context, Buffer.from('x'));
  for (const name of ['exitCode', ...Object.keys(data)]) printed.add(name);
  const documented = rows('JSON').map(([name = '']) => name.replaceAll('`', ''));
  expect(documented.toSorted()).toEqual([...printed].toSorted());
});

test('"Request options" lists options and variables that --help contains', async () => {
  const { stdout } = await runCli(['check', '--help']);
  const documented = rows('Request options').flatMap((cells) => cells.slice(0, 2));
  const names = documented.filter((cell) => cell !== '–').map((cell) => cell.replaceAll('`', ''));
  expect(names.length).toBeGreaterThan(6);
  expect(names.filter((name) => !stdout.includes(name))).toEqual([]);
});

test('every command has a heading, and every heading in lowercase is a command', async () => {
  const { stdout } = await runCli(['--help']);
  const listed = [...stdout.matchAll(/^ {2}([a-z]+)(?: \[\w+\])* {2,}/gm)].map(([, name = '']) => name);
  const headings = [...PAGE.matchAll(/^## ([a-z ]+)$/gm)].map(([, name = '']) => name.replace(/ .*/, ''));
  expect(headings.toSorted()).toEqual(listed.filter((name) => name !== 'help').toSorted());
});
