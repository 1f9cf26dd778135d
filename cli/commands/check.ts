import { authenticate, type Session } from '../../src/index.js';
import { checkRequirements, describeProof, toSingleLine } from '../../src/integration.js';
import type { Context } from '../context.js';
import { requestSettings } from '../input/request-options.js';
import { requirementsOf, type RequirementFlags } from '../input/requirement-options.js';
import type { TokenFlags, TokenSource } from '../input/token-source.js';
import {
  describeSession,
  kindName,
  MAX_ROWS,
  requestsLeft,
  requirementTable,
  userName,
  workspaceTable,
} from '../output/describe.js';
import type { Report } from '../output/print.js';
import { runWithToken } from '../run-with-token.js';

export type CheckFlags = TokenFlags & RequirementFlags;

/** `clickup-auth check`: what the token can do, or why the check failed. */
export async function check(flags: CheckFlags, context: Context): Promise<Report> {
  const { options, names } = requestSettings(flags, context);
  const requirements = requirementsOf(flags);
  checkRequirements(requirements, requirements.workspaces);
  const hasRequired = requirements.workspaces.length > 0;
  return runWithToken(flags, { context, names, hasRequired }, async (token, source) =>
    sessionReport(await authenticate({ token, ...requirements, ...options }), source),
  );
}

function sessionReport(session: Session, source: TokenSource): Report {
  const { token, identity, workspaces, required, requirements, rateLimit, warnings } = session;
  const shown = required.length > 0 ? required : workspaces;
  const message = toSingleLine(
    `The ${kindName(token)} token of ${userName(identity)} is ${describeProof(requirements).text}.`,
  );
  const hidden = shown.length - MAX_ROWS;
  const left = requestsLeft(rateLimit);
  return {
    exitCode: 0,
    data: { status: 'ok', message, tokenSource: source, ...describeSession(session) },
    text: [
      { text: `✓ ${message}`, style: 'good' },
      { text: `  The token came from ${toSingleLine(source.name)}.`, style: 'dim' },
      ...workspaceTable(shown.slice(0, MAX_ROWS)),
      ...(hidden > 0 ? [`  and ${hidden} more. To list all: clickup-auth workspaces`] : []),
      ...requirementTable(requirements),
      ...(left === undefined ? [] : ['', { text: `  ${left}`, style: 'dim' } as const]),
    ],
    warnings,
  };
}
