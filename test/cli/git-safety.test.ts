import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SANDBOX_TOKENS } from '../../sandbox/index.js';
import { removeTemporaryDirectories, runCli, temporaryDirectory, type CliResult, type Invocation } from './run.js';

afterAll(removeTemporaryDirectories);

const TOKEN = SANDBOX_TOKENS.valid;

function init(cwd: string, invocation: Invocation = {}, args: string[] = []): Promise<CliResult> {
  return runCli(['init', '--token-stdin', '--no-check', ...args], { stdin: TOKEN, cwd, ...invocation });
}

function repository(): string {
  const directory = temporaryDirectory();
  git(directory, 'init', '--quiet');
  return directory;
}

function git(cwd: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];
  return execFileSync('git', [...identity, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A program that records its environment and its arguments. */
function recorder(directory: string, name: string, ending = 'exit 0'): string {
  const path = join(directory, name);
  writeFileSync(path, `#!/bin/sh\n{ env; echo "ARGS: $*"; } >> '${path}.log'\n${ending}\n`);
  chmodSync(path, 0o755);
  return path;
}

function recorded(path: string): string {
  return existsSync(`${path}.log`) ? readFileSync(`${path}.log`, 'utf8') : '';
}

test('S3: a hostile repository runs nothing during init', async () => {
  const cwd = repository();
  const evil = recorder(cwd, 'evil');
  const hooks = join(cwd, '.git/hooks');
  for (const hook of ['post-index-change', 'post-checkout', 'fsmonitor-watchman', 'pre-commit'])
    symlinkSync(evil, join(hooks, hook));
  for (const name of [
    'core.fsmonitor',
    'core.sshCommand',
    'core.askPass',
    'core.pager',
    'core.editor',
    'credential.helper',
    'filter.x.clean',
    'diff.external',
    'uploadpack.packObjectsHook',
    'alias.ls-files',
    'alias.check-ignore',
  ])
    git(cwd, 'config', name, name.startsWith('alias') ? `!${evil}` : evil);
  writeFileSync(join(cwd, '.gitattributes'), '* filter=x diff=x\n');
  mkdirSync(join(cwd, '.git/objects/info'), { recursive: true });
  writeFileSync(join(cwd, '.git/objects/info/alternates'), '/proc/self/fd\n');
  writeFileSync(join(cwd, '.env'), 'A=1\n');
  expect(await init(cwd)).toMatchObject({ exitCode: 0 });
  expect(recorded(evil)).toBe('');
});

test('S5: git receives no token, no client secret and no other variable that it does not need', async () => {
  const bin = temporaryDirectory();
  const fake = recorder(bin, 'git', 'exit 1');
  const env = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    CLICKUP_API_TOKEN: TOKEN,
    CLICKUP_CLIENT_SECRET: 'client-secret',
    AWS_SECRET_ACCESS_KEY: 'aws-secret',
    HTTPS_PROXY: 'http://user:password@proxy',
    GIT_SSH_COMMAND: 'evil',
    NODE_OPTIONS: '--no-warnings',
  };
  expect((await init(temporaryDirectory(), { env })).exitCode).toBe(0);
  const log = recorded(fake);
  expect(log).toContain('ls-files');
  expect(log).toContain('check-ignore');
  for (const secret of [TOKEN, 'client-secret', 'aws-secret', 'password', 'evil', 'no-warnings'])
    expect(log).not.toContain(secret);
  expect(log).toMatch(/^GIT_ALLOW_PROTOCOL=$/m);
  expect(log).toMatch(/^GIT_NO_LAZY_FETCH=1$/m);
  expect(log).toMatch(/^GIT_LITERAL_PATHSPECS=1$/m);
});

test.each([
  ['is not installed', () => undefined],
  ['fails', (bin: string) => recorder(bin, 'git', 'exit 129')],
  ['is killed', (bin: string) => recorder(bin, 'git', 'kill -9 $$')],
  [
    'reports dubious ownership',
    (bin: string) => recorder(bin, 'git', 'echo "fatal: detected dubious ownership in repository" >&2; exit 128'),
  ],
  ['finds no repository', (bin: string) => recorder(bin, 'git', 'echo "fatal: not a git repository" >&2; exit 128')],
])('S4: init treats the file in a repository as tracked if git %s', async (_, install) => {
  const cwd = repository();
  const bin = temporaryDirectory();
  install(bin);
  // /bin/sh of the recorder needs `env` of PATH only to record.
  const { exitCode, stderr } = await init(cwd, { env: { PATH: bin } });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Cannot check whether git tracks .env');
  expect(existsSync(join(cwd, '.env'))).toBe(false);
});

test('S4: init outside of a repository needs no git, and says that it could not ask', async () => {
  const { exitCode, stdout } = await init(temporaryDirectory(), { env: { PATH: '/nonexistent' } });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('git is not available');
});

test.each([
  ['a corrupt index', (cwd: string) => writeFileSync(join(cwd, '.git/index'), 'corrupt')],
  [
    'an empty .git directory',
    (cwd: string) => {
      rmSync(join(cwd, '.git'), { recursive: true });
      mkdirSync(join(cwd, '.git'));
    },
  ],
  ['a work tree elsewhere', (cwd: string) => git(cwd, 'config', 'core.worktree', temporaryDirectory())],
])('S19: init writes no token in a repository with %s', async (_, damage) => {
  const cwd = repository();
  writeFileSync(join(cwd, '.env'), 'A=1\n');
  git(cwd, 'add', '.env');
  damage(cwd);
  const { exitCode } = await init(cwd);
  expect({ exitCode, content: readFileSync(join(cwd, '.env'), 'utf8') }).toEqual({ exitCode: 2, content: 'A=1\n' });
});

test.each([
  ['GIT_DIR and GIT_WORK_TREE', (dir: string, cwd: string) => ({ GIT_DIR: dir, GIT_WORK_TREE: cwd })],
  ['a relative GIT_DIR', (dir: string) => ({ GIT_DIR: join('..', dir.split('/').at(-1) ?? '') })],
])('S19: init in a hook with %s rejects a file that this repository tracks', async (_, variables) => {
  const directory = temporaryDirectory();
  const [cwd, dir] = [join(directory, 'tree'), join(directory, 'bare.git')];
  mkdirSync(cwd);
  execFileSync('git', ['init', '--quiet', '--bare', dir]);
  writeFileSync(join(cwd, '.env'), 'A=1\n');
  execFileSync('git', ['--git-dir', dir, '--work-tree', cwd, 'add', '.env'], { cwd });
  const { exitCode, stderr } = await init(cwd, { env: variables(dir, cwd) });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('git tracks .env');
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toBe('A=1\n');
});

test('S19: init in a real hook rejects a tracked file and accepts another one', async () => {
  const cwd = repository();
  writeFileSync(join(cwd, '.env'), 'A=1\n');
  git(cwd, 'add', '.env');
  const index = join(cwd, '.git/index');
  const env = { GIT_DIR: '.git', GIT_INDEX_FILE: index, GIT_PREFIX: '' };
  expect((await init(cwd, { env })).exitCode).toBe(2);
  expect((await init(cwd, { env }, ['--file', '.env.local'])).exitCode).toBe(0);
});

test('S19: init in a partial clone fetches nothing and runs no command of the remote', async () => {
  const origin = repository();
  writeFileSync(join(origin, '.gitignore'), 'x\n');
  git(origin, 'add', '.');
  git(origin, 'commit', '--quiet', '-m', 'x');
  git(origin, 'config', 'uploadpack.allowFilter', 'true');
  const clone = join(temporaryDirectory(), 'clone');
  git(dirname(clone), 'clone', '--quiet', '--no-checkout', '--filter=tree:0', `file://${origin}`, clone);
  const evil = recorder(clone, 'evil');
  git(clone, 'config', 'remote.origin.url', `ext::${evil}`);
  git(clone, 'config', 'protocol.ext.allow', 'always');
  git(clone, 'config', 'index.sparse', 'true');
  await init(clone);
  expect(recorded(evil)).toBe('');
});

test.each([
  ['a symbolic link', (file: string) => symlinkSync('/dev/null', file)],
  ['a symbolic link to another directory', (file: string) => symlinkSync(join(temporaryDirectory(), 'x'), file)],
  ['a pipe', (file: string) => void execFileSync('mkfifo', [file])],
  ['in UTF-16', (file: string) => writeFileSync(file, Buffer.from('\uFEFFx\n', 'utf16le'))],
])('S7: init fails and writes no token if .gitignore is %s', async (_, make) => {
  const cwd = repository();
  make(join(cwd, '.gitignore'));
  const { exitCode, stderr } = await init(cwd);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('.gitignore');
  expect(existsSync(join(cwd, '.env'))).toBe(false);
});

test('S7: init keeps every byte of a .gitignore that is not UTF-8', async () => {
  const cwd = repository();
  writeFileSync(join(cwd, '.gitignore'), Buffer.from('caf\u00E9\n', 'latin1'));
  expect((await init(cwd)).exitCode).toBe(0);
  expect(readFileSync(join(cwd, '.gitignore')).toString('latin1')).toBe('caf\u00E9\n.env\n');
});

test.each(['writeFileSync', 'renameSync'])(
  'S6: git adds no file with the token after kill -9 in %s',
  async (operation) => {
    const cwd = repository();
    const preload = join(temporaryDirectory(), 'kill.cjs');
    // Kills the process before the file is moved into place, or after the token was written.
    writeFileSync(
      preload,
      `const fs = require('node:fs'); const real = fs.${operation};
     fs.${operation} = (...args) => { if ('${operation}' === 'writeFileSync') { real(...args); if (!String(args[1]).includes('pk_')) return; } process.kill(process.pid, 'SIGKILL'); };`,
    );
    const { exitCode } = await init(cwd, { env: { NODE_OPTIONS: `--require ${preload}` } });
    expect(exitCode).toBeNull();
    git(cwd, 'add', '--all');
    expect(git(cwd, 'grep', '--cached', '--count', '', '--', '.').trim()).toBe('.gitignore:1');
  },
);

test('S22: an interrupt ends init within a second while git hangs', async () => {
  const bin = temporaryDirectory();
  const fake = recorder(bin, 'git', 'exec sleep 60');
  const interrupt = new AbortController();
  const started = setInterval(() => {
    if (recorded(fake) !== '') interrupt.abort();
  }, 20);
  const start = Date.now();
  const { exitCode } = await init(temporaryDirectory(), {
    signal: interrupt.signal,
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` },
  });
  clearInterval(started);
  expect(exitCode).toBe(130);
  expect(Date.now() - start).toBeLessThan(3_000);
});
