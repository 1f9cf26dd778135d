import { password, text } from '@clack/prompts';
import { AuthError } from '../../src/index.js';
import type { Context } from '../context.js';

const PROMPTS = { password, text };

/** Prompts until something is entered. Fails with `cancelled`. */
export async function prompt(
  kind: keyof typeof PROMPTS,
  message: string,
  { stdin, stderr, signal }: Pick<Context, 'stdin' | 'stderr' | 'signal'>,
): Promise<string> {
  const validate = (typed = ''): string | undefined => (typed.trim() === '' ? 'Nothing was entered.' : undefined);
  const value = await PROMPTS[kind]({ message, validate, input: stdin, output: stderr, signal, withGuide: false });
  if (typeof value === 'string') return value;
  throw new AuthError({ reason: 'cancelled', input: 'signal' });
}
