import type { Answer, Failure, MissingWorkspace } from './failure.js';
import { ecodeReason, type Scope } from './ecode.js';
import { nameOf, type Reply, type Request } from './http.js';
import { retryAt } from './rate-limit.js';
import type { Token } from './token.js';

/** What is needed to judge a reply, beside the reply. */
export interface Question {
  readonly request: Request;
  readonly scope: Scope;
  /** The input that a refusal concerns: `token`, or the Workspace's. */
  readonly input: string;
  /** The Workspace that was addressed, with the scope `workspace`. */
  readonly workspaceId?: string;
  /** Whose parts must not be quoted. */
  readonly token?: Token;
  /** What else must not be quoted, as the code of an exchange. */
  readonly secrets?: readonly Token[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** ClickUp's words are quoted up to here: its own are below 60 characters. */
const MAX_TEXT_CHARACTERS = 200;

/** The failure that a reply stands for, or undefined when it is a success. Pure: it sends nothing. */
export function judge(reply: Reply, question: Question): Failure | undefined {
  const { status } = reply;
  if (status >= 200 && status < 300) return undefined;
  const { input } = question;
  const answer = readAnswer(reply, question);
  const ecode = answer.ecode;
  if (status === 429) return { reason: 'rate_limited', input, retryAt: retryAt(reply.headers, question.now), answer };
  const refused: Failure = { reason: 'request_refused', input, status, ...(ecode !== undefined && { ecode }), answer };
  switch (ecode === undefined ? undefined : ecodeReason(question.scope, status, ecode)) {
    case 'token_malformed':
      return { reason: 'token_malformed', input: 'token', problem: 'ClickUp found no token in the header', answer };
    case 'token_rejected':
      return { reason: 'token_rejected', input: 'token', answer };
    case 'workspace_not_authorized': {
      const missing: MissingWorkspace[] = [{ input, wanted: question.workspaceId ?? '' }];
      return { reason: 'workspace_not_authorized', input, missing, visible: [], visibleCount: 0, answer };
    }
    case 'request_refused':
      return refused;
    default:
      break;
  }
  if (status >= 500) return { reason: 'clickup_unavailable', input: 'apiUrl', status, answer };
  // ClickUp's API redirects nowhere. Following one could carry the token to another origin.
  if (status < 400) {
    const problem = 'a redirect, which is not followed so that the token stays here';
    return { reason: 'reply_malformed', input: 'apiUrl', path: 'status', problem, answer };
  }
  return refused;
}

/** What ClickUp said, fit to be shown: bounded, without control characters, and without a part of the token. */
export function readAnswer(reply: Reply, question: Question): Answer {
  const body = readErrorBody(reply.body);
  const ecode =
    typeof body['ECODE'] === 'string' && /^[A-Z]{2,20}_\d{1,6}$/.test(body['ECODE']) ? body['ECODE'] : undefined;
  const words = [body['err'], body['error'], body['message']].find(
    (one) => typeof one === 'string' && one.trim() !== '',
  );
  const text = typeof words === 'string' ? presentable(words, question) : undefined;
  return {
    request: nameOf(question.request),
    status: reply.status,
    ...(ecode === undefined || isEcho(ecode, question) ? {} : { ecode }),
    ...(text === undefined ? {} : { text }),
  };
}

/** An error body's fields; none of an HTML page, an array or a broken body, since the status alone still tells. */
function readErrorBody(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function presentable(words: string, question: Question): string | undefined {
  const line = words.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  // Looked for before it is cut, or a cut token would be missed.
  if (line === '' || isEcho(words, question) || isEcho(line, question)) return undefined;
  if (line.length <= MAX_TEXT_CHARACTERS) return line;
  // Half of an emoji would be no character.
  return `${line.slice(0, MAX_TEXT_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Whether a text holds a part of what must not be quoted. */
function isEcho(text: string, { token, secrets = [] }: Question): boolean {
  return [token, ...secrets].some((one) => one?.isEchoedIn(text));
}
