import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { AuthError } from '../../src/index.js';
import { CliError, errorCode, fileError } from '../errors.js';

/** Far above any file of tokens. */
const MAX_BYTES = 16 * 1024 * 1024;
const POLL_MS = 20;

/** Reads a file without waiting: undefined if it does not exist. Fails with `input_invalid` for a pipe or a device. */
export function readRegularFile(path: string): Buffer | undefined {
  return withFile(path, (file, stats) => {
    if (!stats.isFile()) throw notRegular(path);
    const chunks: Buffer[] = [];
    for (let chunk = readChunk(file); chunk.length > 0; chunk = readChunk(file)) append(chunks, chunk, path);
    return Buffer.concat(chunks);
  });
}

/** Reads a file that the user named, which may be a pipe, for example `<(pass show clickup)`. A pipe is read once. */
export async function readFileOrPipe(
  path: string,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<Buffer | undefined> {
  const file = withFile(path, (opened, stats) => (stats.isFIFO() ? { keepOpen: opened } : undefined));
  if (typeof file !== 'object') return readRegularFile(path);
  try {
    return await readPipe(file.keepOpen, path, { signal, timeoutMs });
  } finally {
    closeSync(file.keepOpen);
  }
}

async function readPipe(
  file: number,
  path: string,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (signal.aborted) throw new AuthError({ reason: 'cancelled', input: 'signal' });
    const chunk = readAvailable(file);
    // A named pipe without a writer ends immediately. The writer may still start.
    if (chunk?.length === 0 && (chunks.length > 0 || /^\/(?:dev|proc)\//.test(path))) return Buffer.concat(chunks);
    if (chunk === undefined || chunk.length === 0) await sleep(POLL_MS);
    else append(chunks, chunk, path);
  }
  throw inputTimedOut(path, timeoutMs);
}

/** The error for a pipe that does not end. */
export function inputTimedOut(name: string, timeoutMs: number): CliError {
  return new CliError(
    { reason: 'timed_out', input: name, limit: 'deadline', timeoutMs },
    {
      title: `Reading ${name} timed out`,
      happened: `${name} did not end within ${timeoutMs / 1000} s.`,
      cause: 'The program that writes to it is still running, or nothing writes to it.',
      remedy: 'Check the program before the pipe, or increase --timeout-seconds.',
    },
  );
}

/** Opens a file without waiting, and closes it after `read`, except if that returns the file to keep it open. */
function withFile<T>(path: string, read: (file: number, stats: Stats) => T): T | undefined {
  let file: number | undefined;
  let isKept = false;
  try {
    // Opening a pipe waits for its writer, except with this flag, which Windows does not have.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(file);
    if (stats.isDirectory()) throw Object.assign(new Error('directory'), { code: 'EISDIR' });
    const result = read(file, stats);
    isKept = typeof result === 'object' && result !== null && 'keepOpen' in result;
    return result;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error instanceof CliError ? error : fileError('read', path, error);
  } finally {
    if (file !== undefined && !isKept) closeSync(file);
  }
}

function readChunk(file: number): Buffer {
  const chunk = Buffer.allocUnsafe(64 * 1024);
  return chunk.subarray(0, readSync(file, chunk));
}

/** Undefined if the pipe has a writer and is empty. */
function readAvailable(file: number): Buffer | undefined {
  try {
    return readChunk(file);
  } catch (error) {
    if (errorCode(error) === 'EAGAIN') return undefined;
    throw error;
  }
}

function append(chunks: Buffer[], chunk: Buffer, path: string): void {
  chunks.push(chunk);
  if (chunks.reduce((sum, { length }) => sum + length, 0) > MAX_BYTES) {
    throw fileError('read', path, Object.assign(new Error('large'), { code: 'EFBIG' }));
  }
}

function notRegular(path: string): CliError {
  return new CliError(
    { reason: 'input_invalid', input: path, allowed: 'a regular file' },
    {
      title: `${path} is not a regular file`,
      happened: `${path} is a pipe, a socket or a device. Nothing was read or written.`,
      cause: 'Another program created it, or the path is wrong.',
      remedy: 'Use the path of a regular file.',
    },
  );
}

/**
 * Decodes UTF-8. The byte order mark is removed. Fails with `input_invalid` for UTF-16, which PowerShell 5 writes with `>`.
 */
export function decodeText(bytes: Buffer, name: string): string {
  const isUtf16 = bytes.includes(0) || /^(?:fffe|feff)/.test(bytes.toString('hex', 0, 2));
  if (!isUtf16) return bytes.toString('utf8').replace(/^\uFEFF/, '');
  throw new CliError(
    { reason: 'input_invalid', input: name, allowed: 'UTF-8 text' },
    {
      title: `${name} is not UTF-8 text`,
      happened: `${name} contains zero bytes or the byte order mark of UTF-16.`,
      cause: 'It was saved as UTF-16, for example by `>` in Windows PowerShell, or it is a binary file.',
      remedy: 'Save it as UTF-8. In Windows PowerShell, write it with `Set-Content -Encoding ascii`.',
    },
  );
}
