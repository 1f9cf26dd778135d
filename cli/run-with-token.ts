import { isAuthError, parseToken, type Reason, type Token } from '../src/index.js';
import { explainAs, type InputNames } from '../src/integration.js';
import type { Context } from './context.js';
import { findToken, type TokenFlags, type TokenSource } from './input/token-source.js';
import { describeKnown, requirementTable } from './output/describe.js';
import { failureReport } from './output/error-report.js';
import { EXIT_CODES } from './output/exit-codes.js';
import type { Report } from './output/print.js';

/** Runs `action` with the token that {@link findToken} finds. A failure report names the source of the token. */
export async function runWithToken(
  flags: TokenFlags,
  { context, names, hasRequired }: { context: Context; names: InputNames; hasRequired: boolean },
  action: (token: Token, source: TokenSource) => Promise<Report>,
): Promise<Report> {
  const { text: tokenText, source, warnings } = await findToken(flags, context);
  let token: Token | undefined;
  try {
    token = parseToken(tokenText);
    return addWarnings(await action(token, source), warnings);
  } catch (error) {
    if (!isAuthError(error)) throw error;
    const origin = concernsToken(error.reason) ? ` The token came from ${source.name}.` : '';
    const happened = `${explainAs(error.failure, names).happened}${origin}`;
    const data = { tokenSource: source, ...describeKnown(error.known, hasRequired) };
    const hints = error.known.warnings ?? token?.warnings ?? [];
    const text = requirementTable(error.known.requirements).slice(1);
    return addWarnings(failureReport(error, { names, wording: { happened }, data, text, warnings: hints }), warnings);
  }
}

/** Whether another token could help. */
function concernsToken(reason: Reason): boolean {
  return EXIT_CODES[reason] < 3 && reason !== 'workspace_ambiguous' && reason !== 'input_invalid';
}

/** Adds the warnings about the source of the token, as text and as JSON. */
function addWarnings(report: Report, more: readonly string[]): Report {
  const warnings = [...more, ...report.warnings];
  return warnings.length === 0 ? report : { ...report, warnings, data: { ...report.data, warnings } };
}
