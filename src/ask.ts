import { AuthError } from './auth-error.js';
import type { Scope } from './ecode.js';
import { nameOf, send, type Reply, type Request } from './http.js';
import { judge, type Question } from './judge.js';
import type { RateLimit } from './known.js';
import type { Settings } from './options.js';
import { readRateLimit } from './rate-limit.js';
import { decodeReply, type Decoder } from './reply.js';
import { retry } from './retry.js';
import type { Token } from './token.js';

/** What is asked of ClickUp, and how its answer is read. */
export interface Ask<T> {
  readonly request: Omit<Request, 'authorization'>;
  readonly scope: Scope;
  /** The input that a refusal concerns. */
  readonly input: string;
  readonly workspaceId?: string;
  readonly token?: Token;
  /** What else must not be quoted, as the code of an exchange. */
  readonly secrets?: readonly Token[];
  readonly decode: Decoder<T>;
}

/** A decoded answer, with the rate limit that came along. */
export interface Answered<T> {
  readonly value: T;
  readonly rateLimit: RateLimit | undefined;
}

/** Sends a request, retries what can get better, judges the reply and decodes it. Fails with any {@link AuthError}. */
export async function ask<T>(question: Ask<T>, settings: Settings, signal = settings.signal): Promise<Answered<T>> {
  const { token } = question;
  const request: Request = { ...question.request, ...(token && { authorization: token.authorization }) };
  return retry(settings, signal, async () => {
    const reply = await send(request, settings, signal);
    return read(reply, question, { ...question, request, now: settings.clock() });
  });
}

function read<T>(reply: Reply, { decode, token }: Ask<T>, question: Question): Answered<T> {
  const rateLimit = readRateLimit(reply.headers);
  const failure = judge(reply, question);
  if (failure !== undefined) throw new AuthError(failure, { known: rateLimit ? { rateLimit } : {} });
  const answer = { request: nameOf(question.request), status: reply.status };
  return { value: decodeReply(reply.body, decode, answer, token), rateLimit };
}
