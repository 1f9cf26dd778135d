import type { Answer, Failure, MissingWorkspace } from './failure.js';
import { ecodeReason, type Scope } from './ecode.js';
import type { Guard } from './guard.js';
import { requestName, type HttpRequest, type HttpResponse } from './http.js';
import { retryAt } from './rate-limit.js';

/** What the classification of a response depends on, in addition to the response. */
export interface RequestContext {
  readonly request: HttpRequest;
  readonly scope: Scope;
  /** Name of the input that a rejection concerns: `token`, or the input of the Workspace. */
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

/** The failure that a response represents, or undefined for a success. Pure: sends nothing. */
export function classifyResponse(response: HttpResponse, context: RequestContext): Failure | undefined {
  const { status } = response;
  if (status >= 200 && status < 300) return undefined;
  const { input } = context;
  const answer = readAnswer(response, context);
  const { ecode } = answer;
  if (status === 429) return { reason: 'rate_limited', input, retryAt: retryAt(response.headers, context), answer };
  const rejected: Failure = { reason: 'request_refused', input, status, ...(ecode !== undefined && { ecode }), answer };
  const reason = ecode === undefined ? undefined : ecodeReason(context.scope, status, ecode);
  if (reason === 'request_refused') return rejected;
  if (reason === 'token_rejected') return { reason, input: 'token', answer };
  if (reason === 'token_malformed') {
    const problem = 'ClickUp found no token in the Authorization header';
    return { reason, input: 'token', problem, answer };
  }
  if (reason === 'workspace_not_authorized') {
    const missing: MissingWorkspace[] = [{ input, wanted: context.workspaceId ?? '' }];
    return { reason, input, missing, visible: [], visibleCount: 0, answer };
  }
  if (status >= 500) return { reason: 'clickup_unavailable', input: 'apiUrl', status, answer };
  if (status >= 400) return rejected;
  // The ClickUp API sends no redirects, and following one could send the token to another host.
  const problem = 'received a redirect; redirects are not followed, to avoid sending the token to another host';
  return { reason: 'reply_malformed', input: 'apiUrl', path: 'status', problem, answer };
}

/** ClickUp's error in a form that can be shown: truncated, without control characters, and without any part of a secret. */
export function readAnswer(response: HttpResponse, context: RequestContext): Answer {
  const body = readErrorBody(response.body);
  const { ECODE: code } = body;
  const ecode = typeof code === 'string' && /^[A-Z]{2,20}_\d{1,6}$/.test(code) ? code : undefined;
  const texts = [body['err'], body['error'], body['message']].filter((value) => typeof value === 'string');
  const text = sanitizeErrorText(texts.find((value) => value.trim() !== '') ?? '', context.guard);
  return {
    request: requestName(context.request),
    status: response.status,
    ...(ecode !== undefined && !context.guard.reveals(ecode) && { ecode }),
    ...(text !== undefined && { text }),
  };
}

/** The fields of an error body, or none for an HTML page or truncated JSON. The status alone is then reported. */
function readErrorBody(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function sanitizeErrorText(text: string, guard: Guard): string | undefined {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  // Check the whole text before truncating it, because a truncated secret would not be recognized.
  if (line === '' || guard.reveals(text)) return undefined;
  if (line.length <= MAX_TEXT_CHARACTERS) return line;
  // Do not end with half of a surrogate pair.
  return `${line.slice(0, MAX_TEXT_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
