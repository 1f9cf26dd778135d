import { containsToken } from '../../src/integration.js';
import type { Context } from '../context.js';

/** Far above any token and any list of tokens. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

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

/** Reads standard input until it ends or the command is interrupted. */
export async function readStdin({ stdin, signal }: Pick<Context, 'stdin' | 'signal'>): Promise<string> {
  const end = (): void => void stdin.destroy();
  signal.addEventListener('abort', end);
  let text = '';
  try {
    for await (const chunk of stdin.setEncoding('utf8')) {
      text += String(chunk);
      if (text.length > MAX_CHARACTERS) break;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
  return text;
}

/** Options that users try, and whose value would be a secret. */
const SECRET_OPTION = /^--?(?:token|api-token|client-secret|secret)(?:=|$)/i;

/** Whether an argument is or contains a token or a client secret. Command lines are not a safe place for secrets. */
export function containsSecret(argv: readonly string[]): boolean {
  return argv.some((argument) => SECRET_OPTION.test(argument) || containsToken(argument));
}
