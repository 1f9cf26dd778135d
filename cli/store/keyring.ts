import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AuthError } from '../../src/index.js';
import { childEnvironment } from '../child-environment.js';
import type { Context } from '../context.js';

/** The keyring of the operating system. Every operation fails with a {@link KeyringError} or with `cancelled`. */
export interface Keyring {
  read(): Promise<string | undefined>;
  write(token: string): Promise<void>;
  /** Returns whether there was a token. */
  remove(): Promise<boolean>;
}

export class KeyringError extends Error {}

/** Unlocking a keyring can prompt the user, which takes longer than a request. */
const MAX_TIMEOUT_MS = 30_000;

/**
 * Runs in a process of its own: the library cannot be interrupted while it waits for the keyring's service, for example
 * over D-Bus. The token is passed through pipes, because other users can read the arguments.
 */
const SCRIPT = `
let text = '';
process.stdin.on('data', (chunk) => (text += chunk)).on('end', async () => {
  const { library, operation, account, token } = JSON.parse(text);
  // Without this option, Linux falls back to the kernel keyring, which is lost at the next restart.
  const entry = new (require(library).AsyncEntry)('clickup-auth', account, { linux: { store: 'secret-service' } });
  const value = await entry[operation](...(token === undefined ? [] : [token]));
  process.stdout.write(JSON.stringify({ value }));
});
`;

/** The keyring entry for one API host, because a token must not be sent to another host. Undefined if not installed. */
export function openKeyring(
  { apiUrl, timeoutMs = MAX_TIMEOUT_MS }: { readonly apiUrl: string; readonly timeoutMs?: number | undefined },
  { dist, env, signal }: Pick<Context, 'dist' | 'env' | 'signal'>,
): Keyring | undefined {
  const library = findLibrary(dist);
  if (library === undefined) return undefined;
  const limitMs = Math.min(timeoutMs, MAX_TIMEOUT_MS);
  const call = (operation: string, token?: string): Promise<unknown> =>
    new Promise((done, fail) => {
      const options = {
        env: childEnvironment(env),
        cwd: dist,
        signal,
        timeout: limitMs,
        killSignal: 'SIGKILL',
      } as const;
      const child = execFile(process.execPath, ['-e', SCRIPT], options, (error, stdout) => {
        if (signal.aborted) fail(new AuthError({ reason: 'cancelled', input: 'signal' }));
        else if (error?.killed === true)
          fail(new KeyringError(`The keyring did not respond within ${limitMs / 1000} s`));
        else if (error !== null) fail(new KeyringError('The keyring is locked or its service is not running'));
        else done(JSON.parse(stdout).value);
      });
      // A child that could not start or has exited reports its own error.
      child.stdin?.on('error', () => undefined).end(JSON.stringify({ library, operation, account, token }));
    });
  const account = new URL(apiUrl).host;
  return {
    read: async () => toText(await call('getPassword')),
    write: async (token) => void (await call('setPassword', token)),
    remove: async () => (await call('deletePassword')) === true,
  };
}

/** @napi-rs/keyring is an optional peer dependency: 3.5 MB that pipelines do not need. */
function findLibrary(dist: string): string | undefined {
  try {
    // Resolved from the directory of this package, not from the working directory, which may be untrusted.
    return createRequire(join(dist, 'cli', 'main.js')).resolve('@napi-rs/keyring');
  } catch {
    return undefined;
  }
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
