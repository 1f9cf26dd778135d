import { AuthError } from '../../src/index.js';
import { containsToken } from '../../src/integration.js';
import type { Context } from '../context.js';

/** Far above any token and any list of tokens. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_LINE_CHARACTERS = 64 * 1024;
/** Time for the rest of the input after a complete line. */
const GRACE_MS = 100;

type StdinContext = Pick<Context, 'stdin' | 'signal'>;
type PromptStreams = Pick<Context, 'stdin' | 'stderr' | 'signal'>;

/** Whether a user can answer a prompt. Prompts go to standard error, so that standard output contains results only. */
export function canPrompt({ stdin, stderr }: Pick<Context, 'stdin' | 'stderr'>): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/** Prompts without showing what is typed. Fails with `cancelled`. */
export async function promptHidden(message: string, context: PromptStreams): Promise<string> {
  // Loaded here, because most commands never prompt.
  return (await import('./prompt.js')).prompt('password', message, context);
}

/** Prompts for a line of text. Fails with `cancelled`. */
export async function promptText(message: string, context: PromptStreams): Promise<string> {
  return (await import('./prompt.js')).prompt('text', message, context);
}

/** Reads standard input to its end. Fails with `timed_out`, or with `cancelled` if the command is interrupted. */
export function readStdin(context: StdinContext, timeoutMs: number): Promise<Buffer> {
  return readUntil(context, timeoutMs, () => false);
}

/**
 * Reads standard input to its end, or the first line that is not blank if standard input stays open.
 * Fails like {@link readStdin}.
 */
export async function readStdinLine(context: StdinContext, timeoutMs: number): Promise<string> {
  let start = '';
  const bytes = await readUntil(context, timeoutMs, (chunk) => {
    if (start.length < MAX_LINE_CHARACTERS) start += chunk.toString('latin1');
    return /[\r\n]/.test(start.trimStart());
  });
  const { decodeText } = await import('../store/read-file.js');
  return decodeText(bytes, 'Standard input');
}

/**
 * Reads standard input until `accept` returns a value for a line or for the whole text so far. Returns that value, or the
 * text if standard input ends before. Fails like {@link readStdin}.
 */
export async function readStdinUntil<T extends object>(
  context: StdinContext,
  timeoutMs: number,
  accept: (text: string) => T | undefined,
): Promise<T | string> {
  let text = '';
  let accepted: T | undefined;
  await readUntil(context, timeoutMs, (chunk) => {
    if (text.length < MAX_LINE_CHARACTERS) text += chunk.toString('latin1');
    accepted ??= text
      .split(/[\r\n]+/)
      .slice(0, -1)
      .map(accept)
      .find((value) => value !== undefined);
    return accepted !== undefined;
  });
  return (
    accepted ??
    text
      .split(/[\r\n]+/)
      .map(accept)
      .find((value) => value !== undefined) ??
    text.trim()
  );
}

async function readUntil(
  { stdin, signal }: StdinContext,
  timeoutMs: number,
  isComplete: (chunk: Buffer) => boolean,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  let stopped: 'interrupt' | 'timeout' | 'complete' | undefined;
  const stop = (reason: typeof stopped): void => {
    stopped ??= reason;
    stdin.destroy();
  };
  const interrupt = (): void => stop('interrupt');
  const timer = setTimeout(stop, timeoutMs, 'timeout');
  let grace: NodeJS.Timeout | undefined;
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  try {
    for await (const data of stdin) {
      const chunk = Buffer.from(data);
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_BYTES) break;
      // The rest of the input may already be on its way.
      if (grace === undefined && isComplete(chunk)) grace = setTimeout(stop, GRACE_MS, 'complete');
    }
  } catch (error) {
    // Destroying the stream ends the loop with an error.
    if (stopped === undefined) throw error;
  } finally {
    clearTimeout(timer);
    clearTimeout(grace);
    signal.removeEventListener('abort', interrupt);
  }
  if (stopped === 'interrupt') throw new AuthError({ reason: 'cancelled', input: 'signal' });
  if (stopped === 'timeout') throw (await import('../store/read-file.js')).inputTimedOut('Standard input', timeoutMs);
  return Buffer.concat(chunks);
}

/** Options that users try, and whose value would be a secret. `--token-stdin` has no value, and that of `--token-kind` is public. */
const SECRET_OPTION = /^--?(?!-?token-?(?:s\w*$|kind(?:=|$)))[\w-]*(?:token|secret|passw|key|pat(?=$|=))[\w-]*(?:=|$)/i;

/** Whether an argument is or contains a token or a client secret. Command lines are not a safe place for secrets. */
export function containsSecret(argv: readonly string[]): boolean {
  return argv.some((argument) => SECRET_OPTION.test(argument) || containsToken(argument));
}
