import { explain, isAuthError, parseToken, type Token } from '../src/index.js';
import type { Context } from './context.js';
import { refuse } from './refusal.js';
import type { Report } from './report.js';
import { findToken, type TokenOptions, type TokenSource } from './token-source.js';
import { describeKnown } from './verdict.js';

/** Runs `ask` with the token that is there already. Its failures say where that token came from. */
export async function withToken(
  given: TokenOptions,
  context: Context,
  ask: (token: Token, source: TokenSource) => Promise<Report>,
): Promise<Report> {
  const { text, source } = await findToken(given, context);
  try {
    return await ask(parseToken(text), source);
  } catch (error) {
    if (!isAuthError(error)) throw error;
    const happened = `${explain(error.failure).happened} The token came from ${source.name}.`;
    return refuse(error, { happened }, { tokenSource: source, ...describeKnown(error.known) });
  }
}
