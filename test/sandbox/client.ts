import { once } from 'node:events';
import { request as send } from 'node:http';
import { SANDBOX_TABLE, type Sandbox, type SandboxToken, type SandboxTokenName } from '../../sandbox/index.js';

export interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined if the content type is not JSON. */
  readonly json: ResponseBody | undefined;
}

/** Fields of ClickUp's response bodies. All are optional, because the tests check whether the sandbox sends them. */
export interface ResponseBody {
  readonly ECODE?: string;
  readonly access_token?: string;
  readonly user?: object;
  readonly teams?: readonly { readonly id?: string; readonly name?: string; readonly members?: readonly Member[] }[];
}

interface Member {
  readonly user?: { readonly id: number; readonly date_joined: string | null } | null;
}

/** Sends one request and does not follow redirects. */
export async function request(url: string, init: RequestInit = {}): Promise<TestResponse> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, text, json: isJson ? parse(text) : undefined };
}

function parse(text: string): ResponseBody {
  const body: ResponseBody | null = JSON.parse(text);
  return body ?? {};
}

/** Sends a test token to the API, for example `get(sandbox, 'valid', '/user')`. */
export function get(
  sandbox: Sandbox,
  name: SandboxTokenName,
  path: string,
  init: RequestInit = {},
): Promise<TestResponse> {
  return request(`${sandbox.apiUrl}${path}`, { ...init, headers: { Authorization: headerOf(row(name).token) } });
}

/** Sends a request with this Authorization header, or without one. */
export function getAs(sandbox: Sandbox, authorization: string | undefined, path: string): Promise<TestResponse> {
  return request(
    `${sandbox.apiUrl}${path}`,
    authorization === undefined ? {} : { headers: { Authorization: authorization } },
  );
}

/** ClickUp expects personal tokens raw and OAuth tokens with Bearer. */
export function headerOf(token: string): string {
  return token.startsWith('pk_') ? token : `Bearer ${token}`;
}

export function row(name: SandboxTokenName): SandboxToken {
  const found = SANDBOX_TABLE.find((one) => one.name === name);
  if (found === undefined) throw new Error(`No row ${name}`);
  return found;
}

/** Sends the path unchanged; `fetch` would normalize it. */
export async function getRaw(url: string, path: string, headers: Record<string, string> = {}) {
  const { port } = new URL(url);
  const sent = send({ host: '127.0.0.1', port, path, headers, agent: false }).end();
  const [response] = await once(sent, 'response');
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<string | undefined>((done) => {
    response.on('end', () => done(undefined));
    response.on('error', ({ code }: NodeJS.ErrnoException) => done(code));
  });
  const error = await ended;
  return { status: response.statusCode, headers: response.headers, text: String(Buffer.concat(chunks)), error };
}
