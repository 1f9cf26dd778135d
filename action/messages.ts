import type { Explanation, Failure, Reason } from '../src/index.js';
import { explainAs, type InputNames, type Wording } from '../src/integration.js';
import { logLine } from './escape.js';
import type { Origin } from './origin.js';

/** Explains a failure with the names of this Action's inputs and GitHub's settings. Safe to print in a log. */
export function explainForAction(failure: Failure, names: InputNames, origin: Origin | undefined): Explanation {
  const { title, happened, cause, remedy } = explainAs(failure, names, wording(origin)[failure.reason]);
  return { title: logLine(title), happened: logLine(happened), cause: logLine(cause), remedy: logLine(remedy) };
}

const GENERAL: Wording = {};

/** The texts that differ in GitHub Actions. */
function wording(origin: Origin | undefined): Readonly<Record<Reason, Wording>> {
  return {
    token_missing: origin === undefined ? SECRET_MISSING : secretsWithheld(origin),
    token_malformed: GENERAL,
    token_rejected: {
      remedy:
        'Create a new token in ClickUp (avatar → Settings → Apps → API Token) and replace the secret: ' +
        'Settings → Secrets and variables → Actions.',
    },
    workspace_not_authorized: GENERAL,
    workspace_ambiguous: GENERAL,
    rate_limited: GENERAL,
    clickup_unavailable: GENERAL,
    unreachable: GENERAL,
    timed_out: GENERAL,
    cancelled: GENERAL,
    reply_malformed: GENERAL,
    request_refused: GENERAL,
    input_invalid: GENERAL,
  };
}

const SECRET_MISSING: Wording = {
  cause:
    'The secret does not exist, its name is misspelled, or it is an environment secret and the job does not set `environment:`.',
  remedy:
    'Store the token as the secret CLICKUP_API_TOKEN and pass it: `token: ${{ secrets.CLICKUP_API_TOKEN }}`. ' +
    'If it is an environment secret, set `environment:` on the job.',
};

function secretsWithheld(origin: Origin): Wording {
  const elsewhere =
    origin === 'Dependabot'
      ? 'Add the token to the Dependabot secrets as well'
      : 'Run the check on a branch of your repository';
  return {
    cause: `GitHub does not pass secrets to runs from ${origin}.`,
    remedy: `${elsewhere}, or set \`on-missing-token: skip\` to let such runs pass.`,
  };
}
