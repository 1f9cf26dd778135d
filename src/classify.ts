import type { Answer, Failure, MissingWorkspace } from './failure.js';
import { ecodeReason, type Scope } from './ecode.js';
import type { Guard } from './guard.js';
import { requestName, type HttpRequest, type HttpResponse } from './http.js';
import { retryAt } from './rate-limit.js';

/** What else the classification of a response depends on. */
export interface RequestContext {
  readonly request: HttpRequest;
  readonly scope: Scope;
  /** The input that a rejection concerns: `token`, or the Workspace's. */
  readonly input: string;
  /** The Workspace in the path, with the scope `workspace`. */
  readonly workspaceId?: string;
  /** Recognizes texts that must not be quoted. */
  readonly guard: Guard;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Maximum length of a quoted error text. ClickUp's own texts have fewer than 60 characters. */
const MAX_TEXT_CHARACTERS = 200;

/** The failure that a response represents, or undefined for a success. Pure: it sends nothing. */
export function classifyResponse(response: HttpResponse, context: RequestContext): Failure | undefined {
  const { status } = response;
  if (status >= 200 && status < 300) return undefined;
  const { input } = context;
  const answer = readAnswer(response, context);
  const ecode = answer.ecode;
  if (status === 429) return { reason: 'rate_limited', input, retryAt: retryAt(response.headers, context), answer };
  const refused: Failure = { reason: 'request_refused', input, status, ...(ecode !== undefined && { ecode }), answer };
  switch (ecode === undefined ? undefined : ecodeReason(context.scope, status, ecode)) {
    case 'token_malformed':
      return {
        reason: 'token_malformed',
        input: 'token',
        problem: 'ClickUp found no token in the Authorization header',
        answer,
      };
    case 'token_rejected':
      return { reason: 'token_rejected', input: 'token', answer };
    case 'workspace_not_authorized': {
      const missing: MissingWorkspace[] = [{ input, wanted: context.workspaceId ?? '' }];
      return { reason: 'workspace_not_authorized', input, missing, visible: [], visibleCount: 0, answer };
    }
    case 'request_refused':
      return refused;
    default:
      break;
  }
  if (status >= 500) return { reason: 'clickup_unavailable', input: 'apiUrl', status, answer };
  // The ClickUp API sends no redirects, and following one could send the token to another host.
  if (status < 400) {
    const problem = 'received a redirect; redirects are not followed, to avoid sending the token to another host';
    return { reason: 'reply_malformed', input: 'apiUrl', path: 'status', problem, answer };
  }
  return refused;
}

/** ClickUp's error, fit to be shown: limited in length, without control characters, and without any part of a secret. */
export function readAnswer(response: HttpResponse, context: RequestContext): Answer {
  const body = readErrorBody(response.body);
  const ecode =
    typeof body['ECODE'] === 'string' && /^[A-Z]{2,20}_\d{1,6}$/.test(body['ECODE']) ? body['ECODE'] : undefined;
  const words = [body['err'], body['error'], body['message']].find(
    (one) => typeof one === 'string' && one.trim() !== '',
  );
  const text = typeof words === 'string' ? sanitizeErrorText(words, context.guard) : undefined;
  return {
    request: requestName(context.request),
    status: response.status,
    ...(ecode === undefined || context.guard.reveals(ecode) ? {} : { ecode }),
    ...(text === undefined ? {} : { text }),
  };
}

/** The fields of an error body. An HTML page, an array or truncated JSON has none; the status alone is reported then. */
function readErrorBody(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function sanitizeErrorText(words: string, guard: Guard): string | undefined {
  const line = words.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  // Check the whole text before truncating it, because a truncated secret would not be recognized.
  if (line === '' || guard.reveals(words)) return undefined;
  if (line.length <= MAX_TEXT_CHARACTERS) return line;
  // Do not end with half of a surrogate pair.
  return `${line.slice(0, MAX_TEXT_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
