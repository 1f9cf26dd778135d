import type { Context } from '../context.js';

/** Far above any token and any list of tokens. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

/** Standard input to its end, or to the interrupt. */
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
