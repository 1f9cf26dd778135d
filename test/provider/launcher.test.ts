// Starts the provider's file as Terraform does, through its shell script. Terraform shows the first line of stdout.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { toPem } from '../../provider/plugin/certificate.js';
import { HANDSHAKE_CONFIG } from '../../provider/protocol/handshake-config.js';
import { CLIENT } from './client.js';
import { providerFile } from './file.js';

const TOKEN = 'pk_12345678_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const SYSTEM = '/usr/bin:/bin';
const HOST = {
  [HANDSHAKE_CONFIG.magicCookie.name]: HANDSHAKE_CONFIG.magicCookie.value,
  PLUGIN_PROTOCOL_VERSIONS: '5,6',
  PLUGIN_CLIENT_CERT: toPem(CLIENT.der),
  CLICKUP_API_TOKEN: TOKEN,
  PATH: `${dirname(process.execPath)}${delimiter}${SYSTEM}`,
};

/** The shells that this machine has. */
const SHELLS = [['sh'], ['bash'], ['dash'], ['busybox', 'sh']].filter(
  ([command = '', ...args]) => spawnSync(command, [...args, '-c', ':']).status === 0,
);

let root = '';

beforeAll(() => {
  // A path that a shell must quote.
  root = mkdtempSync(join(tmpdir(), 'it\'s a "launcher" $HOME-'));
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a provider that is expected not to start. `shell` replaces the shell of the script's first line. */
function run(env: Readonly<Record<string, string>>, shell: readonly string[] = []): Ended {
  const [command, ...args] = [...shell, providerFile()];
  const { status, stdout, stderr } = spawnSync(command ?? '', args, {
    cwd: root,
    encoding: 'utf8',
    timeout: 20_000,
    env: { ...HOST, ...env },
  });
  return { code: status, stdout, stderr };
}

/** Starts a provider, and returns its first line after ending it with a signal. */
async function handshake(file: string, env: Readonly<Record<string, string>> = {}, signal: NodeJS.Signals = 'SIGTERM') {
  const child = spawn(file, { cwd: root, env: { ...HOST, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = once(child, 'close');
  const [line]: unknown[] = await Promise.race([once(child.stdout, 'data'), closed.then(() => [''])]);
  const socket = /^1\|6\|unix\|([^|]+)\|grpc\|/.exec(String(line))?.[1] ?? '';
  child.kill('SIGINT');
  child.kill(signal);
  await closed;
  return { socket, code: child.exitCode };
}

/** A PATH on which `node` is this shell script. */
function pathWith(name: string, script: string, mode = 0o755): string {
  const directory = join(root, name);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'node'), script);
  chmodSync(join(directory, 'node'), mode);
  return directory;
}

const only = (text: string): RegExp =>
  new RegExp(`^The ClickUp provider cannot start, because [^\\n]*${text}[^\\n]*\\.\\n$`);

describe('P3: a start that fails prints one line with its cause', () => {
  test.each([
    ['nothing', () => '/nowhere'],
    ['a directory', () => (mkdirSync(join(root, 'dir/node'), { recursive: true }), join(root, 'dir'))],
    ['an empty PATH', () => ''],
  ])('node is not installed: %s', (_, path) => {
    const { code, stdout } = run({ PATH: path() });
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(only('node is not on the PATH. Install Node.js 20.19 or later')),
    });
  });

  test.each([
    ['is not executable', 'x', 0o644, 'node'],
    ['is empty', '', 0o755, 'node'],
    ['is a shim without a version', '#!/bin/sh\necho "no version is set" >&2\nexit 126\n', 0o755, 'no version is set'],
    ['is a shim of a missing program', '#!/nowhere/program\n', 0o755, 'not found|No such file'],
    ['was killed', '#!/bin/sh\nkill -KILL $$\n', 0o755, 'exit code|Killed'],
    ['is for another machine', '\u007fELF\u0002\u0001\u0001', 0o755, 'node'],
  ])('node %s', (name, script, mode, cause) => {
    const { code, stdout } = run({ PATH: `${pathWith(name, script, mode)}${delimiter}/nowhere` });
    expect(code).toBe(1);
    expect(stdout).toMatch(only(`(does not work|not on the PATH).*(${cause})`.replace('.*(node)', '')));
  });

  test('node is too old to read the provider', () => {
    const PATH = pathWith('old', '#!/bin/sh\ncase $1 in --version) echo v8.17.0 ;; *) exit 1 ;; esac\n');
    expect(run({ PATH }).stdout).toMatch(
      only('it requires Node.js 20.19 or later, but node on the PATH is v8.17.0 \\('),
    );
  });

  test.each([
    ['--require /missing.js', "Error: Cannot find module '/missing.js'"],
    ['--import /missing.mjs', "Cannot find module '/missing.mjs'"],
    ['--bogus', '--bogus is not allowed in NODE_OPTIONS'],
    ['--max-old-space-size=much', '--max-old-space-size'],
    ['--require "unterminated', 'unterminated string'],
    ['--require ./throws.cjs', 'Error: the preload failed'],
    ['--require ./exits.cjs', 'exit code 7'],
    ['--inspect-brk=0', 'wait for a debugger'],
  ])('NODE_OPTIONS=%s', (NODE_OPTIONS, cause) => {
    writeFileSync(
      join(root, 'throws.cjs'),
      'throw new Error(`the preload failed with ${process.env.CLICKUP_API_TOKEN}`);',
    );
    writeFileSync(join(root, 'exits.cjs'), 'process.exit(7);');
    const { code, stdout } = run({ NODE_OPTIONS });
    expect(code).toBe(1);
    expect(stdout).toMatch(only('NODE_OPTIONS'));
    expect(stdout).toContain(cause);
    expect(stdout).not.toContain(TOKEN);
  });

  test.each(['http', 'HTTP2', 'net', 'tls', 'stream', '*', 'fs,ht*', 'https'])('NODE_DEBUG=%s', (NODE_DEBUG) => {
    const { code, stdout, stderr } = run({ NODE_DEBUG });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(only('NODE_DEBUG makes Node.js log data that can contain the token. Unset NODE_DEBUG'));
  });

  test.each(SHELLS)('%s runs the script', (...shell) => {
    expect(run({ NODE_OPTIONS: '--bogus' }, shell).stdout).toMatch(only('--bogus is not allowed in NODE_OPTIONS'));
  });

  test('a cause that the provider prints itself stays the only line', () => {
    const { code, stdout } = run({ PLUGIN_CLIENT_CERT: '' });
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: 'This provider requires TLS between Terraform and plugins. Unset TF_DISABLE_PLUGIN_TLS.\n',
    });
  });
});

describe('P3: the provider starts', () => {
  test.each([
    [
      'with its file in a package of ES modules, and quotes in its path',
      (): string => {
        writeFileSync(join(root, 'package.json'), '{"type":"module"}');
        cpSync(providerFile(), join(root, 'terraform-provider-clickup_v0.1.0'));
        return join(root, 'terraform-provider-clickup_v0.1.0');
      },
      {},
    ],
    [
      'through a symbolic link',
      (): string => {
        symlinkSync(providerFile(), join(root, 'link_v0.1.0'));
        return join(root, 'link_v0.1.0');
      },
      {},
    ],
    [
      'with NODE_OPTIONS and NODE_DEBUG that do no harm',
      providerFile,
      { NODE_OPTIONS: '--max-old-space-size=512', NODE_DEBUG: 'module' },
    ],
    ['as the child of a Node.js with a channel', providerFile, { NODE_CHANNEL_FD: '99' }],
    ['with additional certificates', providerFile, { NODE_EXTRA_CA_CERTS: '/nowhere.pem' }],
  ] as const)('%s, ignores SIGINT, and removes its socket on SIGTERM', async (_, file, env) => {
    const { socket, code } = await handshake(file(), env);
    expect(socket).not.toBe('');
    expect({ code, exists: existsSync(dirname(socket)) }).toEqual({ code: 143, exists: false });
  });

  test('and ends when its shell is killed', async () => {
    const { socket } = await handshake(providerFile(), {}, 'SIGKILL');
    expect(socket).not.toBe('');
    while (existsSync(dirname(socket))) await new Promise((resolve) => setTimeout(resolve, 50));
  });
});
