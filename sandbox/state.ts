import type { Asked } from './api.js';
import type { Codes } from './oauth.js';
import { SANDBOX_TABLE, type Behaviour, type SandboxToken } from './tokens.js';
import { ACME, GLOBEX, type PlayedWorkspace } from './workspaces.js';

/** How often the API was asked something. */
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
  /** What was revoked or restored while it runs, by the token's name. */
  readonly #changed = new Map<string, Behaviour>();
  readonly #rateLimit: number;
  #issued = 0;
  #counts = noCounts();
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
    minute.used += 1;
    const key = `${row.name} ${request}`;
    const isFirst = !this.#seen.has(key);
    this.#seen.add(key);
    return {
      behaviour: this.#changed.get(row.name) ?? row.behaviour,
      isFirst,
      isOver: minute.used > this.#rateLimit,
      limit: this.#rateLimit,
      remaining: Math.max(0, this.#rateLimit - minute.used),
      resetAt: minute.startedAt + MINUTE_MS,
    };
  }

  record(token: string, request: string): void {
    const { byPath, byToken } = this.#counts;
    this.#counts.total += 1;
    byPath[request] = (byPath[request] ?? 0) + 1;
    byToken[token] = (byToken[token] ?? 0) + 1;
  }

  /** As they are now: a copy. */
  get counts(): RequestCounts {
    return structuredClone(this.#counts);
  }

  reset(): void {
    this.#counts = noCounts();
    this.#minutes = new Map();
    this.#seen = new Set();
  }

  /** The row of a name or of a token's text. */
  row(token: string): SandboxToken | undefined {
    return this.#rows.get(token) ?? [...this.#rows.values()].find(({ name }) => name === token);
  }

  revoke({ name }: SandboxToken): void {
    this.#changed.set(name, 'regenerated');
  }

  /** A token that is dead by its row works from now on; any other is again what its row says. */
  restore({ name, behaviour }: SandboxToken): void {
    this.#changed.set(name, behaviour === 'regenerated' || behaviour === 'grant-withdrawn' ? 'works' : behaviour);
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

function noCounts(): { total: number; byPath: Record<string, number>; byToken: Record<string, number> } {
  return { total: 0, byPath: {}, byToken: {} };
}
