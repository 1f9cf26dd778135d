import { explain, isAuthError, parseToken, type Token } from '../src/index.js';
import type { InputNames } from '../src/integration.js';
import type { Context } from './context.js';
import { findToken, type TokenFlags, type TokenSource } from './input/token-source.js';
import { describeKnown } from './output/describe.js';
import { failureReport } from './output/error-report.js';
import type { Report } from './output/print.js';

/** Runs `action` with the token that {@link findToken} finds. A failure report names the source of the token. */
export async function runWithToken(
  flags: TokenFlags,
  { context, names, hasRequired }: { context: Context; names: InputNames; hasRequired: boolean },
  action: (token: Token, source: TokenSource) => Promise<Report>,
): Promise<Report> {
  const { text, source } = await findToken(flags, context);
  try {
    return await action(parseToken(text), source);
  } catch (error) {
    if (!isAuthError(error)) throw error;
    const happened = `${explain(error.failure).happened} The token came from ${source.name}.`;
    const data = { tokenSource: source, ...describeKnown(error.known, hasRequired) };
    return failureReport(error, { names, wording: { happened }, data });
  }
}
