import { once } from 'node:events';
import { request as send } from 'node:http';
import { SANDBOX_TABLE, type Sandbox, type SandboxToken, type SandboxTokenName } from '../../sandbox/index.js';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; undefined when it says that it is something else. */
  readonly json: ReplyBody | undefined;
}

/** What ClickUp's bodies hold. What the sandbox sends is under test here, so nothing is sure to be there. */
export interface ReplyBody {
  readonly ECODE?: string;
  readonly access_token?: string;
  readonly user?: object;
  readonly teams?: readonly { readonly id?: string; readonly name?: string; readonly members?: readonly Member[] }[];
}

interface Member {
  readonly user?: { readonly id: number; readonly date_joined: string | null } | null;
}

/** One request by `fetch`, which follows no redirect here. */
export async function ask(url: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, text, json: isJson ? parse(text) : undefined };
}

function parse(text: string): ReplyBody {
  const body: ReplyBody | null = JSON.parse(text);
  return body ?? {};
}

/** A request of a token to the API, as `get(sandbox, 'valid', '/user')`. */
export function get(sandbox: Sandbox, name: SandboxTokenName, path: string, init: RequestInit = {}): Promise<Reply> {
  return ask(`${sandbox.apiUrl}${path}`, { ...init, headers: { Authorization: headerOf(row(name).token) } });
}

/** A request with this Authorization header, or without one. */
export function getAs(sandbox: Sandbox, authorization: string | undefined, path: string): Promise<Reply> {
  return ask(
    `${sandbox.apiUrl}${path}`,
    authorization === undefined ? {} : { headers: { Authorization: authorization } },
  );
}

/** As ClickUp wants it: personal tokens raw, OAuth tokens with Bearer. */
export function headerOf(token: string): string {
  return token.startsWith('pk_') ? token : `Bearer ${token}`;
}

export function row(name: SandboxTokenName): SandboxToken {
  const found = SANDBOX_TABLE.find((one) => one.name === name);
  if (found === undefined) throw new Error(`No row ${name}`);
  return found;
}

/** A request whose path is sent as it is, where `fetch` would tidy it up. */
export async function getRaw(url: string, path: string, headers: Record<string, string> = {}) {
  const { port } = new URL(url);
  const request = send({ host: '127.0.0.1', port, path, headers, agent: false }).end();
  const [response] = await once(request, 'response');
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  const failed = new Promise<string | undefined>((done) => {
    response.on('end', () => done(undefined));
    response.on('error', ({ code }: NodeJS.ErrnoException) => done(code));
  });
  const error = await failed;
  return { status: response.statusCode, headers: response.headers, text: String(Buffer.concat(chunks)), error };
}
