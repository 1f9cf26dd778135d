import type { Asked } from './api.js';
import type { Codes } from './oauth.js';
import { SANDBOX_TABLE, type SandboxToken } from './tokens.js';
import { ACME, GLOBEX, type PlayedWorkspace } from './workspaces.js';

/** How often something was asked. */
export interface RequestCounts {
  readonly total: number;
  /** By method and path, as `GET /user`. */
  readonly byPath: Readonly<Record<string, number>>;
  /** By the token's name; `?` for an unknown one. */
  readonly byToken: Readonly<Record<string, number>>;
}

const MINUTE_MS = 60_000;

/** What the sandbox remembers while it runs. */
export class State {
  readonly codes: Codes = new Map();
  readonly #rows = new Map<string, SandboxToken>(SANDBOX_TABLE.map((row) => [row.token, row]));
  readonly #revoked = new Set<string>();
  readonly #rateLimit: number;
  #issued = 0;
  #requests: { readonly token: string; readonly request: string }[] = [];
  /** Requests of the minute by token, and when the minute began. */
  #minutes = new Map<string, { readonly startedAt: number; used: number }>();
  #seen = new Set<string>();

  constructor(rateLimit: number) {
    this.#rateLimit = rateLimit;
  }

  /** The row of an Authorization header: personal tokens come raw, OAuth tokens with Bearer. */
  find(authorization: string | undefined): SandboxToken | undefined {
    const [, bearer] = /^Bearer (.+)$/.exec(authorization ?? '') ?? [];
    const row = this.#rows.get(bearer ?? authorization ?? '');
    return row !== undefined && row.token.startsWith('pk_') === (bearer === undefined) ? row : undefined;
  }

  /** Counts a request of a token, and tells what it has asked before. */
  ask(row: SandboxToken, request: string): Asked {
    const now = Date.now();
    const last = this.#minutes.get(row.name);
    const minute = last !== undefined && now - last.startedAt < MINUTE_MS ? last : { startedAt: now, used: 0 };
    this.#minutes.set(row.name, minute);
    const remaining = this.#rateLimit - minute.used;
    minute.used += 1;
    const key = `${row.name} ${request}`;
    const isFirst = !this.#seen.has(key);
    this.#seen.add(key);
    return { isFirst, limit: this.#rateLimit, remaining, isRevoked: this.#revoked.has(row.name) };
  }

  record(token: string, request: string): void {
    this.#requests.push({ token, request });
  }

  get counts(): RequestCounts {
    const count = (key: 'token' | 'request'): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const one of this.#requests) counts[one[key]] = (counts[one[key]] ?? 0) + 1;
      return counts;
    };
    return { total: this.#requests.length, byPath: count('request'), byToken: count('token') };
  }

  reset(): void {
    this.#requests = [];
    this.#minutes = new Map();
    this.#seen = new Set();
  }

  has(name: string): boolean {
    return [...this.#rows.values()].some((row) => row.name === name);
  }

  revoke(name: string): void {
    this.#revoked.add(name);
  }

  restore(name: string): void {
    this.#revoked.delete(name);
  }

  /** A new OAuth token that works for these Workspaces. */
  issue(workspaces: readonly PlayedWorkspace[] = [ACME, GLOBEX]): string {
    this.#issued += 1;
    const token = `${20_000_000 + this.#issued}_sandboxIssued${String(this.#issued).padStart(20, 'x')}`;
    const name = `issued-${this.#issued}`;
    const works = {
      behaviour: 'works',
      expected: 'ok',
      username: 'Ada Example',
      plays: 'Issued while it runs.',
    } as const;
    this.#rows.set(token, { name, token, workspaces, ...works });
    return token;
  }
}
