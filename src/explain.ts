import type { Answer, Failure, WorkspaceLabel } from './failure.js';
import { exchangeRemedy } from './ecode.js';

/** What a person reads on a failure. Each part is whole sentences of plain text, except the title: no final stop. */
export interface Explanation {
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What happened, with what ClickUp said. */
  readonly happened: string;
  /** The likely cause. */
  readonly cause: string;
  /** What to do. */
  readonly remedy: string;
}

const REGENERATE =
  'Make a new token in ClickUp (avatar → Settings → Apps → API Token), or sign in again for an OAuth token, and store it where this one is stored.';
const NOT_THE_TOKEN = 'This says nothing about the token.';

/** The words for a failure: one exhaustive switch, so that every surface tells the same story. */
export function explain(failure: Failure): Explanation {
  switch (failure.reason) {
    case 'token_missing':
      return {
        title: 'No ClickUp token',
        happened: `The ${failure.input} is empty.`,
        cause: 'The variable or the secret is not set here, or its name is spelled differently.',
        remedy:
          'Set CLICKUP_API_TOKEN to a personal token (ClickUp: avatar → Settings → Apps) or an OAuth access token.',
      };
    case 'token_malformed':
      return {
        title: 'The ClickUp token is not usable',
        happened: `The ${failure.input} can't be used: ${failure.problem}.${failure.answer ? ` ${said(failure.answer)}` : ''}`,
        cause: 'Something else was pasted along with the token, or in place of it.',
        remedy: 'Copy the token alone, without its name, and store it again.',
      };
    case 'token_rejected':
      return {
        title: 'ClickUp rejected the token',
        happened: said(failure.answer),
        cause:
          'The token was regenerated or deleted, its OAuth grant was withdrawn, its user left, or it is not a ClickUp API token.',
        remedy: REGENERATE,
      };
    case 'workspace_not_authorized': {
      const wanted = failure.missing.map((one) => `"${one.wanted}"`).join(', ');
      const plural = failure.missing.length > 1;
      return {
        title: `The token may not see Workspace${plural ? 's' : ''} ${wanted}`,
        // ClickUp's refusal of one Workspace tells nothing of the others.
        happened: failure.answer ? said(failure.answer) : sees(failure.visible, failure.visibleCount),
        cause: `The token's user is not a member there, the Workspace was left out on ClickUp's consent page, or the id or name is misspelled.`,
        remedy: `Correct the id or name, or authorize the Workspace${plural ? 's' : ''}: invite the token's user, or sign in again and choose ${plural ? 'them' : 'it'}.`,
      };
    }
    case 'workspace_ambiguous':
      return {
        title: `Several Workspaces are named "${failure.wanted}"`,
        happened: `Their ids are ${failure.candidates.map((one) => `${one.id} ("${one.name}")`).join(', ')}.`,
        cause: 'ClickUp lets Workspaces share a name.',
        remedy: 'Ask for the Workspace by its id.',
      };
    case 'rate_limited':
      return {
        title: 'ClickUp limits the rate of requests',
        happened: `${said(failure.answer)} It answers again from ${instant(failure.retryAt)}.`,
        cause: `Other jobs use the same token in the same minute. ${NOT_THE_TOKEN}`,
        remedy: 'Run again after that time, allow a longer timeout, or give each pipeline a token of its own.',
      };
    case 'clickup_unavailable':
      return {
        title: 'ClickUp is unavailable',
        happened: said(failure.answer),
        cause: `ClickUp has a fault of its own. ${NOT_THE_TOKEN}`,
        remedy: 'Look at https://status.clickup.com and run again later.',
      };
    case 'unreachable':
      return {
        title: `${failure.host} can't be reached`,
        happened: `No answer came: ${failure.problem}${failure.code === undefined ? '' : ` (${failure.code})`}.`,
        cause: `The network, a firewall, a proxy or the API URL stands between this machine and ClickUp. ${NOT_THE_TOKEN}`,
        remedy:
          'Check the API URL, HTTPS_PROXY and NO_PROXY, and what the firewall allows; NODE_EXTRA_CA_CERTS names a private authority.',
      };
    case 'timed_out':
      return {
        title: 'ClickUp did not answer in time',
        happened: `The ${failure.limit === 'deadline' ? 'whole check' : 'request'} took longer than ${failure.timeoutMs / 1000} s.`,
        cause: `ClickUp or the network is slow. ${NOT_THE_TOKEN}`,
        remedy: 'Run again, or allow a longer timeout.',
      };
    case 'cancelled':
      return {
        title: 'The check was cancelled',
        happened: 'It was stopped before ClickUp had answered.',
        cause: `Someone or something interrupted it. ${NOT_THE_TOKEN}`,
        remedy: 'Run it again.',
      };
    case 'reply_malformed':
      return {
        title: `The answer is not what ClickUp sends`,
        happened: `${said(failure.answer, `${failure.answer.request} with `)} At ${failure.path}: ${failure.problem}.`,
        cause: `A proxy, a sign-in page or another server answered in place of ClickUp, or ClickUp changed its API. ${NOT_THE_TOKEN}`,
        remedy: 'Check the API URL and the proxy. If both are right, please report this with the lines above.',
      };
    case 'request_refused':
      return {
        title: 'ClickUp refused the request',
        happened: said(failure.answer, `${failure.answer.request} with `),
        ...(exchangeRemedy(failure.ecode, failure.answer.request) ?? {
          cause: 'This answer is none that is known to mean a revoked token or a Workspace that is not authorized.',
          remedy: 'Look the code up in ClickUp’s documentation (https://developer.clickup.com/docs/common_errors).',
        }),
      };
    case 'input_invalid':
      return {
        title: `${failure.input} can't be used`,
        happened: `Allowed: ${failure.allowed}.`,
        cause: 'The configuration is misspelled or out of range.',
        remedy: `Correct ${failure.input} and run again.`,
      };
  }
}

/**
 * As `ClickUp answered 401, OAUTH_025: "Token invalid".` Both requests run at once, and which of them is refused first
 * is chance: so the request is named only where it tells something.
 */
function said(answer: Answer, where = ''): string {
  const code = answer.ecode === undefined ? '' : `, ${answer.ecode}`;
  const text = answer.text === undefined ? '' : `: "${answer.text}"`;
  return `ClickUp answered ${where}${answer.status}${code}${text}.`;
}

function sees(visible: readonly WorkspaceLabel[], count: number): string {
  if (count === 0) return 'It sees no Workspace at all.';
  const rest = count - visible.length;
  return `It sees ${visible.map((one) => `"${one.name}" (${one.id})`).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

/** To the second, in UTC: `2026-11-24 14:47:43 UTC`. */
function instant(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
