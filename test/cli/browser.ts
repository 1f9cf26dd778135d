import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { SANDBOX_APP, type Sandbox } from '../../sandbox/index.js';
import { temporaryDirectory } from './run.js';

export interface PageResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface VisitOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends one request as a browser or an attacker could, with any Host header. */
export function visit(url: string, { method = 'GET', headers = {} }: VisitOptions = {}): Promise<PageResponse> {
  return new Promise((done, failed) => {
    const outgoing = request(url, { method, headers, agent: false }, (incoming) => {
      let body = '';
      incoming.setEncoding('utf8').on('data', (text: string) => (body += text));
      incoming.on('end', () => done({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }));
    });
    outgoing.on('error', failed);
    outgoing.end();
  });
}

/** Submits the form of the sandbox's consent page and returns the URL that it redirects to. */
export async function submitConsent(
  authorizationUrl: string,
  answer: 'connect' | 'cancel',
  ...workspaces: string[]
): Promise<URL> {
  const form = new URLSearchParams({ answer });
  for (const id of workspaces) form.append('workspace', id);
  const response = await fetch(authorizationUrl, { method: 'POST', body: form, redirect: 'manual' });
  return new URL(response.headers.get('location') ?? 'none:');
}

/** Finds the URL of the consent page in the output of a command. */
export function findAuthorizationUrl(output: string, sandbox: Sandbox): string | undefined {
  return new RegExp(`${sandbox.authorizeUrl}\\?\\S+`).exec(output)?.[0];
}

/** The environment for a login against the sandbox, with a stub for the program that opens the browser. */
export function loginEnvironment(sandbox: Sandbox): Record<string, string> {
  const bin = join(temporaryDirectory(), 'bin');
  mkdirSync(bin);
  for (const name of ['xdg-open', 'open']) {
    writeFileSync(join(bin, name), '#!/bin/sh\nexit 0\n');
    chmodSync(join(bin, name), 0o755);
  }
  return {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    CLICKUP_API_URL: sandbox.apiUrl,
    CLICKUP_AUTHORIZE_URL: sandbox.authorizeUrl,
    CLICKUP_CLIENT_ID: SANDBOX_APP.clientId,
    CLICKUP_CLIENT_SECRET: SANDBOX_APP.clientSecret,
  };
}
