import { read } from 'read';
import { AuthError } from '../../src/index.js';
import type { Context } from '../context.js';

/** Prompts until something is entered. `password` does not show it. Fails with `cancelled`. */
export async function prompt(
  kind: 'password' | 'text',
  message: string,
  { stdin, stderr, signal }: Pick<Context, 'stdin' | 'stderr' | 'signal'>,
): Promise<string> {
  const options = { prompt: `${message}:`, input: stdin, output: stderr, terminal: true, silent: kind === 'password' };
  const interrupted = new Promise<string>((_, fail) => {
    signal.addEventListener('abort', () => fail(new Error('interrupted')), { once: true });
  });
  for (;;) {
    // Ctrl-C rejects read(), because the terminal is in raw mode and sends no signal.
    const value = await Promise.race([read(options), interrupted]).catch(() => undefined);
    if (value === undefined) {
      stdin.destroy();
      throw new AuthError({ reason: 'cancelled', input: 'signal' });
    }
    if (value.trim() !== '') return value;
    stderr.write('Nothing was entered.\n');
  }
}
