import { password, text } from '@clack/prompts';
import { AuthError } from '../../src/index.js';
import type { Context } from '../context.js';

type PromptStreams = Pick<Context, 'stdin' | 'stderr' | 'signal'>;

/** Prompts without showing what is typed. Fails with `cancelled`. */
export async function promptHidden(message: string, context: PromptStreams): Promise<string> {
  return answer(await password({ message, validate: requireText, ...streams(context) }));
}

/** Prompts for a line of text. Fails with `cancelled`. */
export async function promptText(message: string, context: PromptStreams): Promise<string> {
  return answer(await text({ message, validate: requireText, ...streams(context) }));
}

function streams({ stdin, stderr, signal }: PromptStreams) {
  return { input: stdin, output: stderr, signal, withGuide: false };
}

function requireText(typed: string | undefined): string | undefined {
  return typed === undefined || typed.trim() === '' ? 'Nothing was entered.' : undefined;
}

function answer(value: string | symbol): string {
  if (typeof value === 'string') return value;
  throw new AuthError({ reason: 'cancelled', input: 'signal' });
}
