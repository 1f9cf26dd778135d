import { describeAccess, describeNamed, describeResponse, formatUtc, quoted } from './describe.js';
import { exchangeRemedy } from './exchange-errors.js';
import { explainNeeded, explainRequirement } from './explain-requirements.js';
import type { Answer, Failure, SingleFailure } from './failure.js';
import { toSingleLine } from './text.js';
import { remedyOf } from './token-format.js';
import type { Explanation } from './types.js';

/** The parts that an integration words more precisely, for example where a secret is stored. */
export type Wording = Partial<Explanation>;

/** Names that the user knows, by the name of the option in this library. */
export type InputNames = Readonly<Record<string, string>>;

const NOT_THE_TOKEN = 'This does not mean that the token is invalid.';

/** Returns the explanation of a failure and of the other requirements that are not met. */
export function explain(failure: Failure): Explanation {
  const first = explainOne(failure);
  const { others = [] } = failure;
  if (others.length === 0) return first;
  const all = [first, ...others.map(explainOne)];
  const unique = (texts: readonly string[]): string => [...new Set(texts)].join(' ');
  return {
    title: `${first.title} (and ${others.length} more)`,
    happened: all.map(({ title, happened }, index) => (index === 0 ? happened : `${title}. ${happened}`)).join(' '),
    cause: unique(all.map(({ cause }) => cause)),
    remedy: unique(all.map(({ remedy }) => remedy)),
  };
}

const LISTED_CAUSE = 'ClickUp lists the Workspace for this token, but rejects requests to it.';
const LISTED_REMEDY =
  "Sign in again and select the Workspace on ClickUp's consent page, or store a personal token of one of its members.";

function explainOne(failure: SingleFailure): Explanation {
  switch (failure.reason) {
    case 'token_missing':
      return {
        title: 'ClickUp token is missing',
        happened: `The ${failure.input} is empty or not set.`,
        cause: 'The environment variable or secret is not set, or its name is misspelled.',
        remedy:
          'Set CLICKUP_API_TOKEN to a personal token (ClickUp: avatar → Settings → Apps) or an OAuth access token.',
      };
    case 'token_malformed':
      return {
        title: 'ClickUp token is malformed',
        happened: `The ${failure.input} is invalid: ${failure.problem}.${failure.answer ? ` ${describeResponse(failure.answer)}` : ''}`,
        cause: 'The value contains extra text, or it is not a ClickUp token.',
        remedy: remedyOf(failure.problem) ?? 'Copy only the token, without the variable name, and store it again.',
      };
    case 'token_rejected':
      return {
        title: 'ClickUp rejected the token',
        happened: describeResponse(failure.answer),
        cause:
          'The token was regenerated or deleted, its OAuth grant was revoked, its user left the Workspace, or it is not a ClickUp API token.',
        remedy:
          'Create a new token in ClickUp (avatar → Settings → Apps → API Token), or sign in again for a new OAuth token. Then replace the stored token.',
      };
    case 'workspace_not_authorized': {
      const wanted = new Set(failure.missing.map((one) => quoted(one.wanted)));
      const plural = wanted.size > 1;
      return {
        title: `Workspace${plural ? 's' : ''} ${[...wanted].join(', ')} ${plural ? 'are' : 'is'} not authorized for this token`,
        // A request for one Workspace returns an answer but no list of Workspaces.
        happened: failure.answer
          ? describeResponse(failure.answer)
          : `${describeNamed(failure)}${describeAccess(failure)}`,
        cause: failure.isListed
          ? LISTED_CAUSE
          : `The token's user is not a member of the Workspace, the Workspace was not selected on ClickUp's consent page, or the ID or name is wrong.`,
        remedy: failure.isListed
          ? LISTED_REMEDY
          : `Check the ${plural ? 'IDs or names' : 'ID or name'}. If correct, invite the token's user to the Workspace${plural ? 's' : ''}, or sign in again and select ${plural ? 'them' : 'it'}.`,
      };
    }
    case 'workspace_ambiguous':
      return {
        title: `Workspace name ${quoted(failure.wanted)} matches several Workspaces`,
        happened: `Their IDs are ${failure.candidates.map((one) => `${one.id} (${quoted(one.name)})`).join(', ')}.`,
        cause: 'ClickUp does not require Workspace names to be unique.',
        remedy: 'Use the Workspace ID instead of its name.',
      };
    case 'user_unexpected':
    case 'token_kind_unexpected':
    case 'role_insufficient':
    case 'workspace_unexpected':
    case 'resource_inaccessible':
    case 'permission_insufficient':
      return explainRequirement(failure);
    case 'rate_limited':
      if (failure.needed !== undefined) return explainNeeded(failure.needed, failure.retryAt);
      return {
        title: 'ClickUp rate limit exceeded',
        happened: `${describeResponse(failure.answer)} Retry after ${formatUtc(failure.retryAt)}.`,
        cause: `The token sent too many requests in this minute, probably from several jobs. ${NOT_THE_TOKEN}`,
        remedy: 'Run again after that time, increase the timeout, or use a separate token for each pipeline.',
      };
    case 'clickup_unavailable':
      return {
        title: 'ClickUp is unavailable',
        // One List can be unavailable.
        happened: describeResponse(failure.answer, {
          withRequest: !/^GET \/(?:user|team)$/.test(failure.answer.request),
        }),
        cause: `ClickUp has an outage or an internal error. ${NOT_THE_TOKEN}`,
        remedy: 'Check https://status.clickup.com and run again later.',
      };
    case 'unreachable':
      return {
        title: `Cannot connect to ${failure.host}`,
        happened: `The request failed: ${failure.problem}${failure.code === undefined ? '' : ` (${failure.code})`}.`,
        cause: `The network, a firewall or a proxy blocks the connection, or the API URL is wrong. ${NOT_THE_TOKEN}`,
        remedy:
          'Check the API URL, HTTPS_PROXY, NO_PROXY and the firewall rules. For a private certificate authority, set NODE_EXTRA_CA_CERTS.',
      };
    case 'timed_out':
      return {
        title: 'ClickUp did not respond in time',
        happened: `The ${failure.limit === 'deadline' ? 'whole check' : 'request'} took longer than ${failure.timeoutMs / 1000} s.`,
        cause: `ClickUp or the network is slow. ${NOT_THE_TOKEN}`,
        remedy: 'Run again, or increase the timeout.',
      };
    case 'cancelled':
      return {
        title: 'The check was cancelled',
        happened: 'The check stopped before ClickUp responded.',
        cause: `The process was interrupted, or the caller aborted the request. ${NOT_THE_TOKEN}`,
        remedy: 'Run it again.',
      };
    case 'reply_malformed':
      return {
        title: 'Unexpected response from the ClickUp API',
        happened: `${describeResponse(failure.answer, { withRequest: true })} Invalid value at ${failure.path}: ${failure.problem}.`,
        cause: `A proxy, a sign-in page or another server responded instead of ClickUp, or the ClickUp API changed. ${NOT_THE_TOKEN}`,
        remedy:
          'Check the API URL and the proxy settings. If both are correct, report this problem and include the lines above.',
      };
    case 'request_refused':
      return {
        title: 'ClickUp rejected the request',
        happened: describeResponse(failure.answer, { withRequest: true }),
        ...(exchangeRemedy(failure.ecode, failure.answer.request) ?? unknownError(failure.answer)),
      };
    case 'input_invalid':
      return {
        title: `${failure.input} is invalid`,
        happened: `Expected ${failure.allowed}.`,
        cause: 'The value is misspelled, has the wrong format or is out of range.',
        remedy: `Correct ${failure.input} and run again.`,
      };
  }
}

function unknownError({ ecode, text }: Answer): Pick<Explanation, 'cause' | 'remedy'> {
  if (ecode === undefined && text === undefined) {
    return {
      cause: 'ClickUp rejected the token without a reason, or a proxy or a sign-in page responded instead of ClickUp.',
      remedy: 'Check the API URL and the proxy settings. If both are correct, create a new token.',
    };
  }
  return {
    cause: 'The meaning of this error is unknown. The cause may be the token, the Workspace or the request.',
    remedy: 'Look up the error code at https://developer.clickup.com/docs/common_errors.',
  };
}

/** The explanation under an integration's input names and with its own wording. Each part is a single line. */
export function explainAs(failure: Failure, names: InputNames, own: Wording = {}): Explanation {
  const parts = { ...explain(nameInput(failure, names)), ...own };
  return {
    title: toSingleLine(parts.title),
    happened: toSingleLine(parts.happened),
    cause: toSingleLine(parts.cause),
    remedy: toSingleLine(parts.remedy),
  };
}

/** The failure under the name that the user gave: `apiUrl` → `--api-url`, `workspaces[1]` → `--workspace (number 2)`. */
export function nameInput(failure: Failure, names: InputNames): Failure {
  const { others } = failure;
  const named = nameOne(failure, names);
  return others === undefined ? named : { ...named, others: others.map((one) => nameOne(one, names)) };
}

function nameOne<T extends SingleFailure>(failure: T, names: InputNames): T {
  const [, list = '', index] = /^(\w+)\[(\d+)\]$/.exec(failure.input) ?? [];
  const listName = names[list];
  const input = listName === undefined ? names[failure.input] : `${listName} (number ${Number(index) + 1})`;
  return input === undefined ? failure : { ...failure, input };
}
