// Runs the built file as a process, as Terraform does.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HANDSHAKE_CONFIG } from '../../provider/protocol/handshake-config.js';
import { Provider } from '../../provider/protocol/generated/tfplugin6_pb.js';
import { GRPCController, GRPCStdio } from '../../provider/plugin/generated/plugin_pb.js';
import { toPem } from '../../provider/plugin/certificate.js';
import { call, CLIENT, connectByTls, framed, openSession, pathOf, send } from './client.js';
import { providerFile } from './file.js';

const HOST = {
  [HANDSHAKE_CONFIG.magicCookie.name]: HANDSHAKE_CONFIG.magicCookie.value,
  PLUGIN_PROTOCOL_VERSIONS: '5,6',
  PLUGIN_CLIENT_CERT: toPem(CLIENT.der),
};

interface Started {
  readonly child: ChildProcess;
  /** The first line on stdout. */
  readonly line: string;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

const started: ChildProcess[] = [];

// SIGTERM lets the provider remove its socket.
afterEach(async () => {
  const running = started.splice(0).filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(running.map(async (child) => once(child, 'exit')));
});

function run(env: Readonly<Record<string, string>>, args: readonly string[] = [], node: readonly string[] = []) {
  const child = spawn(process.execPath, [...node, providerFile(), ...args], { env: { ...env }, stdio: 'pipe' });
  started.push(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
  return { child, ended };
}

async function start(...given: Parameters<typeof run>): Promise<Started> {
  const { child, ended } = run(...given);
  const [data]: unknown[] = await once(child.stdout, 'data');
  return { child, line: String(data), ended };
}

/** Parses a handshake line. */
function parse(line: string): { readonly path: string; readonly certificate: Buffer } {
  const [, path = '', base64 = ''] = /^1\|6\|unix\|([^|]+)\|grpc\|([A-Za-z0-9+/]+)\n$/.exec(line) ?? [];
  return { path, certificate: Buffer.from(base64, 'base64') };
}

async function connect(line: string) {
  const { path, certificate } = parse(line);
  return openSession(await connectByTls(path, certificate, CLIENT));
}

test('prints the handshake, serves its schema over TLS, and exits on Shutdown', async () => {
  const { line, ended } = await start(HOST);
  const session = await connect(line);
  const stdio = send(session, pathOf(GRPCStdio.method.streamStdio), framed(Buffer.alloc(0)));
  const schema = await call(session, Provider.method.getProviderSchema, {});
  expect(Object.keys(schema.dataSourceSchemas)).toContain('clickup_auth');
  await call(session, GRPCController.method.shutdown, {});
  // No output after the handshake, because TF_LOG is not set.
  expect(await ended).toEqual({ code: 0, stdout: line, stderr: '' });
  expect(existsSync(dirname(parse(line).path))).toBe(false);
  await stdio;
});

test('creates a new certificate for each process', async () => {
  const [one, other] = await Promise.all([start(HOST), start(HOST)]);
  expect(parse(one.line).certificate.equals(parse(other.line).certificate)).toBe(false);
});

test('ignores SIGINT, and removes its socket on SIGTERM', async () => {
  const { child, line, ended } = await start(HOST);
  const session = await connect(line);
  child.kill('SIGINT');
  await call(session, Provider.method.getProviderSchema, {});
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 143 });
  expect(existsSync(dirname(parse(line).path))).toBe(false);
});

test('exits when the connection to the host closes', async () => {
  const { line, ended } = await start(HOST);
  const session = await connect(line);
  await call(session, Provider.method.getProviderSchema, {});
  session.destroy();
  expect(await ended).toMatchObject({ code: 0, stderr: '' });
});

test('exits when the host is killed before it connects', async () => {
  // A host that starts the provider, prints its first line, and never connects.
  const code = `const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, [process.argv[1]], { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.once('data', (line) => console.log(child.pid + ' ' + line));
    setInterval(() => undefined, 1000);`;
  const host = spawn(process.execPath, ['-e', code, providerFile()], {
    env: HOST,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(host);
  const [data]: unknown[] = await once(host.stdout, 'data');
  const [pid = '', line = ''] = String(data).split(' ');
  expect(isRunning(Number(pid))).toBe(true);
  host.kill('SIGKILL');
  const folder = dirname(parse(`${line.trim()}\n`).path);
  while (existsSync(folder)) await new Promise((resolve) => setTimeout(resolve, 50));
  while (isRunning(Number(pid))) await new Promise((resolve) => setTimeout(resolve, 50));
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('explains that it is a plugin and exits when a user starts it', async () => {
  const { code, stdout, stderr } = await run({}).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('This is a Terraform plugin; Terraform starts it.');
});

test('prints the reason on stdout when Terraform disables TLS', async () => {
  const { code, stdout } = await run({ ...HOST, PLUGIN_CLIENT_CERT: '' }).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('Unset TF_DISABLE_PLUGIN_TLS') });
});

test('prints the reason on stdout when it cannot create its socket', async () => {
  const { code, stdout } = await run({ ...HOST, TMPDIR: '/nowhere' }).ended;
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: expect.stringMatching(
      /^The ClickUp provider cannot create its socket \(ENOENT \/nowhere\/clickup-.*\)\. Set TMPDIR to a writable directory\.\n$/,
    ),
  });
});

test('prints TF_REATTACH_PROVIDERS, serves without TLS, and exits on SIGINT with --debug', async () => {
  const { child, line, ended } = await start({}, ['--debug']);
  const [, json = '{}'] = /TF_REATTACH_PROVIDERS='(.*)'/.exec(line) ?? [];
  const { Addr, Pid } = JSON.parse(json)['registry.terraform.io/clickup-auth/clickup'];
  expect(Pid).toBe(child.pid);
  for (const _ of ['first', 'second']) {
    const session = openSession(Addr.String);
    await call(session, Provider.method.getProviderSchema, {});
    session.destroy();
  }
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 130, stderr: '' });
  expect(existsSync(dirname(Addr.String))).toBe(false);
});

test('prints the required Node.js version on stdout when Node.js is too old', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'old-node-'));
  const preload = join(folder, 'old.cjs');
  writeFileSync(preload, `Object.defineProperty(process, 'versions', { value: { node: '20.18.3' } });`);
  const { code, stdout } = await run(HOST, [], ['--require', preload]).ended;
  rmSync(folder, { recursive: true });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^The ClickUp provider requires Node\.js 20\.19 or later, but node on the PATH is v.*\n$/);
});

test('logs each call as hclog JSON with TF_LOG=TRACE', async () => {
  const { line, ended } = await start({ ...HOST, TF_LOG: 'TRACE' });
  const session = await connect(line);
  await call(session, Provider.method.getProviderSchema, {});
  await call(session, GRPCController.method.shutdown, {});
  const lines: unknown[] = (await ended).stderr
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one));
  expect(lines).toContainEqual(
    expect.objectContaining({ '@level': 'trace', rpc: '/tfplugin6.Provider/GetProviderSchema' }),
  );
});
