import type { Context } from '../context.js';

type PromptStreams = Pick<Context, 'stdin' | 'stderr' | 'signal'>;

/** Whether a user can answer a prompt. Prompts go to standard error, so that standard output contains results only. */
export function canPrompt({ stdin, stderr }: Pick<Context, 'stdin' | 'stderr'>): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/** Prompts without showing what is typed. The library is loaded here only, because most commands never prompt. */
export async function promptHidden(message: string, context: PromptStreams): Promise<string> {
  return (await import('./prompt.js')).promptHidden(message, context);
}

/** Prompts for a line of text. */
export async function promptText(message: string, context: PromptStreams): Promise<string> {
  return (await import('./prompt.js')).promptText(message, context);
}
