import { isHtml, isObject } from './decode.js';
import type { Answer, Failure, InaccessibleResource, MissingWorkspace } from './failure.js';
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
  /** The item in the path, with the scope `resource`. */
  readonly resource?: Pick<InaccessibleResource, 'kind' | 'id'>;
  /** Recognizes texts that must not be quoted. */
  readonly guard: Guard;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Maximum length of a quoted error text. ClickUp's own texts have fewer than 60 characters. */
const MAX_TEXT_CHARACTERS = 200;

/** A code of ClickUp: words and digits in upper case, and a number, for example OAUTH_025 or ITEMV2_003. */
const ECODE = /^[A-Z][A-Z0-9]{1,19}(?:_[A-Z][A-Z0-9]{0,19}){0,3}_\d{1,6}$/;

/** The fields in which ClickUp's endpoints return an error text, in this order. */
const TEXT_FIELDS = ['err', 'error', 'message'] as const;

/** The failure that a response represents, or undefined for a success. Pure: sends nothing. */
export function classifyResponse(response: HttpResponse, context: RequestContext): Failure | undefined {
  const { status } = response;
  if (status >= 200 && status < 300) return undefined;
  const { input } = context;
  const answer = readAnswer(response, context);
  if (status === 429) return { reason: 'rate_limited', input, retryAt: retryAt(response.headers, context), answer };
  const byCode = failureOfCode(answer, status, context);
  if (byCode !== undefined) return byCode;
  if (status >= 500) return { reason: 'clickup_unavailable', input: 'apiUrl', status, answer };
  // The ClickUp API sends no redirects, and following one could send the token to another host.
  const redirected = 'received a redirect; redirects are not followed, to avoid sending the token to another host';
  if (status < 400) return malformed('status', redirected, answer);
  // A proxy or a firewall returns 403, 404 or 407 too, which means nothing about the token. 401 can be a rejected token
  // whatever its body, and must not pass as an outage.
  const problem = status === 401 ? undefined : foreignBody(response.body);
  return problem === undefined ? refused(answer, input) : malformed('body', problem, answer);
}

/**
 * The failure of an error that ClickUp returns with a status from 200 to 299, or undefined if the body is no error. The code
 * then decides as with status 401.
 */
export function classifyErrorBody(response: HttpResponse, context: RequestContext): Failure | undefined {
  const { err, ECODE: ecode } = readErrorBody(response.body) ?? {};
  if (typeof ecode !== 'string' && (typeof err !== 'string' || err.trim() === '')) return undefined;
  const answer = readAnswer(response, context);
  return failureOfCode(answer, 401, context) ?? refused(answer, context.input);
}

/** The failure that ClickUp's code means if the status is `status`, or undefined if its meaning is unknown. */
function failureOfCode(answer: Answer, status: number, context: RequestContext): Failure | undefined {
  const { input } = context;
  switch (answer.ecode === undefined ? undefined : ecodeReason(context.scope, status, answer.ecode)) {
    case undefined:
      return undefined;
    case 'request_refused':
      return refused(answer, input);
    case 'token_rejected':
      return { reason: 'token_rejected', input: 'token', answer };
    case 'token_malformed': {
      const problem = 'ClickUp found no token in the Authorization header';
      return { reason: 'token_malformed', input: 'token', problem, answer };
    }
    case 'workspace_not_authorized': {
      const missing: MissingWorkspace[] = [{ input, wanted: context.workspaceId ?? '' }];
      return { reason: 'workspace_not_authorized', input, missing, visible: [], visibleCount: 0, answer };
    }
    case 'resource_inaccessible':
      return {
        reason: 'resource_inaccessible',
        input,
        resources: [{ input, kind: 'list', id: '', ...context.resource, answer }],
      };
  }
}

function refused(answer: Answer, input: string): Failure {
  const { status, ecode } = answer;
  return { reason: 'request_refused', input, status, ...(ecode !== undefined && { ecode }), answer };
}

function malformed(path: string, problem: string, answer: Answer): Failure {
  return { reason: 'reply_malformed', input: 'apiUrl', path, problem, answer };
}

/** Why a body is not an error of ClickUp, or undefined if it is one. */
function foreignBody(body: string): string | undefined {
  if (body.trim() === '') return 'this is not a response of ClickUp: the body is empty';
  if (isHtml(body)) return 'this is not a response of ClickUp: expected JSON, received an HTML page';
  const fields = readErrorBody(body);
  const isClickUps = ['ECODE', ...TEXT_FIELDS].some((name) => typeof fields?.[name] === 'string');
  // An empty object names no other sender.
  if (isClickUps || (fields !== undefined && Object.keys(fields).length === 0)) return undefined;
  return 'this is not a response of ClickUp: expected JSON with an error text or code';
}

/** ClickUp's error in a form that can be shown: truncated, without control characters, and without any part of a secret. */
export function readAnswer(response: HttpResponse, context: RequestContext): Answer {
  const body = readErrorBody(response.body) ?? {};
  const { ECODE: code } = body;
  const ecode = typeof code === 'string' && ECODE.test(code) ? code : undefined;
  const texts = TEXT_FIELDS.map((name) => body[name]).filter((value) => typeof value === 'string');
  const text = sanitizeErrorText(texts.find((value) => value.trim() !== '') ?? '', context.guard);
  return {
    request: requestName(context.request),
    status: response.status,
    ...(ecode !== undefined && !context.guard.reveals(ecode) && { ecode }),
    ...(text !== undefined && { text }),
  };
}

/** The fields of an error body, or undefined for an HTML page, truncated JSON and other values. */
function readErrorBody(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
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
