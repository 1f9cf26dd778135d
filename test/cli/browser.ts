import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { SANDBOX_APP, type Sandbox } from '../../sandbox/index.js';
import { emptyFolder } from './run.js';

/** What a browser got. */
export interface Shown {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request as a browser, or an attacker, may send it: any Host. */
export function visit(url: string, { method = 'GET', headers = {} }: Asking = {}): Promise<Shown> {
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

/** Answers the sandbox's consent page and returns where it sends the browser. */
export async function consent(
  authorizationUrl: string,
  answer: 'connect' | 'cancel',
  ...workspaces: string[]
): Promise<URL> {
  const form = new URLSearchParams({ answer });
  for (const id of workspaces) form.append('workspace', id);
  const reply = await fetch(authorizationUrl, { method: 'POST', body: form, redirect: 'manual' });
  return new URL(reply.headers.get('location') ?? 'none:');
}

/** The address of the consent page that a command told on standard error. */
export function toldAddress(stderr: string, sandbox: Sandbox): string | undefined {
  return new RegExp(`${sandbox.authorizeUrl}\\?\\S+`).exec(stderr)?.[0];
}

/** The environment of a login against the sandbox, in which the browser is a program that does nothing. */
export function loginEnvironment(sandbox: Sandbox): Record<string, string> {
  const bin = join(emptyFolder(), 'bin');
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
