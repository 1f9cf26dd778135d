import { SANDBOX_TABLE, type Behavior, type SandboxToken } from './tokens.js';
import { ACME, GLOBEX, type SandboxWorkspace } from './workspaces.js';

/** Number of API requests. */
export interface RequestCounts {
  readonly total: number;
  /** By method and path, for example `GET /user`. */
  readonly byPath: Readonly<Record<string, number>>;
  /** By the token's name; `?` if it is missing or unknown. */
  readonly byToken: Readonly<Record<string, number>>;
}

/** A test token when a request arrives. */
export interface TokenState {
  readonly row: SandboxToken;
  /** The behavior of the row, unless the token was revoked or restored. */
  readonly behavior: Behavior;
  /** Whether this is the token's first request to this path. */
  readonly isFirst: boolean;
  readonly isOverLimit: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAtMs: number;
}

export const MINUTE_MS = 60_000;

/** The state of a running sandbox. */
export class State {
  /** The issued OAuth codes, with the Workspaces that were selected on the consent page. */
  readonly codes = new Map<string, { readonly workspaces: readonly SandboxWorkspace[]; used: boolean }>();
  readonly #rows = new Map<string, SandboxToken>(SANDBOX_TABLE.map((row) => [row.token, row]));
  /** Behavior of the tokens that were revoked or restored, by name. */
  readonly #overrides = new Map<string, Behavior>();
  readonly #rateLimit: number;
  #issued = 0;
  #counts = zeroCounts();
  /** The current minute of each token, by name. */
  #minutes = new Map<string, { readonly startedAt: number; used: number }>();
  /** Token names with the operations that they have requested. */
  #requested = new Set<string>();

  constructor(rateLimit: number) {
    this.#rateLimit = rateLimit;
  }

  /** The row of an Authorization header. Like ClickUp, it takes personal tokens raw and OAuth tokens with Bearer. */
  findByAuthorization(authorization: string | undefined): SandboxToken | undefined {
    const [, bearer] = /^Bearer (.+)$/.exec(authorization ?? '') ?? [];
    const row = this.#rows.get(bearer ?? authorization ?? '');
    return row !== undefined && row.token.startsWith('pk_') === (bearer === undefined) ? row : undefined;
  }

  findByNameOrToken(text: string): SandboxToken | undefined {
    return this.#rows.get(text) ?? [...this.#rows.values()].find(({ name }) => name === text);
  }

  /** Counts the request toward the token's rate limit and returns the token's state. */
  track(row: SandboxToken, operation: string): TokenState {
    const { name, behavior } = row;
    const now = Date.now();
    const last = this.#minutes.get(name);
    const minute = last !== undefined && now - last.startedAt < MINUTE_MS ? last : { startedAt: now, used: 0 };
    this.#minutes.set(name, minute);
    minute.used += 1;
    const key = `${name} ${operation}`;
    const isFirst = !this.#requested.has(key);
    this.#requested.add(key);
    return {
      row,
      behavior: this.#overrides.get(name) ?? behavior,
      isFirst,
      isOverLimit: minute.used > this.#rateLimit,
      limit: this.#rateLimit,
      remaining: Math.max(0, this.#rateLimit - minute.used),
      resetAtMs: minute.startedAt + MINUTE_MS,
    };
  }

  record(token: string, operation: string): void {
    const { byPath, byToken } = this.#counts;
    this.#counts.total += 1;
    byPath[operation] = (byPath[operation] ?? 0) + 1;
    byToken[token] = (byToken[token] ?? 0) + 1;
  }

  /** A copy, which later requests do not change. */
  get counts(): RequestCounts {
    return structuredClone(this.#counts);
  }

  reset(): void {
    this.#counts = zeroCounts();
    this.#minutes = new Map();
    this.#requested = new Set();
  }

  revoke({ name }: SandboxToken): void {
    this.#overrides.set(name, 'regenerated');
  }

  /** Tokens that the table lists as rejected become valid; the others get their behavior of the table back. */
  restore({ name, behavior }: SandboxToken): void {
    this.#overrides.set(name, behavior === 'regenerated' || behavior === 'grant-withdrawn' ? 'works' : behavior);
  }

  /** Returns a new OAuth token that is authorized for these Workspaces. */
  issue(workspaces: readonly SandboxWorkspace[] = [ACME, GLOBEX]): string {
    this.#issued += 1;
    const token = `${20_000_000 + this.#issued}_sandboxIssued${String(this.#issued).padStart(20, 'x')}`;
    this.#rows.set(token, {
      name: `issued-${this.#issued}`,
      token,
      description: 'Issued while the sandbox is running.',
      behavior: 'works',
      expected: 'ok',
      workspaces,
      username: 'Ada Example',
    });
    return token;
  }
}

function zeroCounts(): { total: number; byPath: Record<string, number>; byToken: Record<string, number> } {
  return { total: 0, byPath: {}, byToken: {} };
}
