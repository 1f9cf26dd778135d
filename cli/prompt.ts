import { password, text as line } from '@clack/prompts';
import { AuthError } from '../src/index.js';
import type { Context } from './context.js';

type Prompting = Pick<Context, 'stdin' | 'stderr' | 'signal'>;

/** Asks without showing what is typed. Fails with `cancelled`. */
export async function promptHidden(message: string, context: Prompting): Promise<string> {
  return answered(await password({ message, validate: required, ...streams(context) }));
}

/** Asks for a line of text. Fails with `cancelled`. */
export async function promptText(message: string, context: Prompting): Promise<string> {
  return answered(await line({ message, validate: required, ...streams(context) }));
}

function streams({ stdin, stderr, signal }: Prompting) {
  return { input: stdin, output: stderr, signal, withGuide: false };
}

function required(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? 'Nothing was entered.' : undefined;
}

function answered(answer: string | symbol): string {
  if (typeof answer === 'string') return answer;
  throw new AuthError({ reason: 'cancelled', input: 'signal' });
}
