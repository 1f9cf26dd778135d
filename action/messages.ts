import type { Explanation, Failure, Reason } from '../src/index.js';
import { explainAs, type InputNames, type Wording } from '../src/integration.js';
import { logLine } from './escape.js';
import { AT_LEAST_ONE } from './workspaces-input.js';
import { hiddenWording, withoutFailureNames } from './hidden-wording.js';
import type { Origin } from './origin.js';

/** Explains a failure with the names of this Action's inputs and GitHub's settings. Safe to print in a log. */
export function explainForAction(
  failure: Failure,
  names: InputNames,
  origin: Origin | undefined,
  hideNames = false,
): Explanation {
  const own = {
    ...wording(origin)[failure.reason],
    ...specialWording(failure),
    ...(hideNames && hiddenWording(failure)),
  };
  const shown = hideNames ? withoutFailureNames(failure) : failure;
  const { title, happened, cause, remedy } = explainAs(shown, names, own);
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
    user_unexpected: GENERAL,
    token_kind_unexpected: GENERAL,
    role_insufficient: GENERAL,
    workspace_unexpected: GENERAL,
    resource_inaccessible: GENERAL,
    permission_insufficient: GENERAL,
    rate_limited: GENERAL,
    clickup_unavailable: GENERAL,
    unreachable: GENERAL,
    timed_out: GENERAL,
    cancelled: {
      cause: 'The job was cancelled or reached its time limit. This does not mean that the token is invalid.',
      remedy: 'Run the job again.',
    },
    reply_malformed: GENERAL,
    request_refused: GENERAL,
    input_invalid: GENERAL,
  };
}

/** The texts that depend on more than the reason. */
function specialWording(failure: Failure): Wording {
  if (failure.reason !== 'input_invalid' || failure.allowed !== AT_LEAST_ONE) return GENERAL;
  return {
    cause: 'The list is empty, or a variable in it, for example `${{ vars.CLICKUP_WORKSPACE }}`, is not set.',
    remedy: 'Set the variable (Settings → Secrets and variables → Actions → Variables), or correct its name.',
  };
}

const SECRET_MISSING: Wording = {
  cause:
    'The secret does not exist, its name is misspelled, or this job has no access to it. ' +
    'A job has access to an environment secret only with `environment:`, to the secrets of a calling workflow only with ' +
    '`secrets: inherit`, and to an organization secret only if its repository access includes this repository.',
  remedy:
    'Store the token as the secret CLICKUP_API_TOKEN and pass it: `token: ${{ secrets.CLICKUP_API_TOKEN }}`. ' +
    'In a reusable workflow, add `secrets: inherit` to the job that calls it. For an environment secret, set ' +
    '`environment:` on the job. For an organization secret, add this repository to its repository access.',
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
