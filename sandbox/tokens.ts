import { ACME, GLOBEX, HOSTILE, LARGE, MANY, TWINS, type PlayedWorkspace } from './workspaces.js';

/** How ClickUp behaves towards a token. */
export type Behaviour =
  | 'works'
  | 'regenerated'
  | 'grant-withdrawn'
  | 'limited'
  | 'limited-once'
  | 'outage'
  | 'flaky'
  | 'slow'
  | 'html'
  | 'truncated'
  | 'wrong-shape'
  | 'cut-json'
  | 'redirect'
  | 'echo'
  | 'lying';

type Row = readonly [plays: string, behaviour: Behaviour, expected: string, workspaces: readonly PlayedWorkspace[]];

/** What each token plays, how, what a check of it ends with, and which Workspaces it sees. */
const ROWS = {
  valid: ['Works: Workspaces Acme (9011234080) and Globex (9011234081).', 'works', 'ok', [ACME, GLOBEX]],
  oauth: ['An OAuth access token that works, for Acme only.', 'works', 'ok', [ACME]],
  oneWorkspace: ['Works: Acme only.', 'works', 'ok', [ACME]],
  guest: ['Works: a guest of Acme, whose name ClickUp gives as null.', 'works', 'ok', [{ ...ACME, role: 4 }]],
  sameName: ['Works: two Workspaces are named Umbrella.', 'works', 'ok', TWINS],
  large: ['Works: a Workspace of 600 members, with empty rows among them.', 'works', 'ok', [LARGE]],
  many: ['Works: 60 Workspaces.', 'works', 'ok', MANY],
  none: ['Valid, without access to any Workspace.', 'works', 'ok', []],
  hostile: ['Works: a Workspace whose name is full of commands and markup.', 'works', 'ok', [HOSTILE]],
  revoked: ['Regenerated: returns 401 OAUTH_025.', 'regenerated', 'token_rejected', [ACME]],
  withdrawn: ['Its OAuth grant was withdrawn: 401 OAUTH_027.', 'grant-withdrawn', 'token_rejected', [ACME]],
  limited: ['Is rate-limited for a minute: 429.', 'limited', 'rate_limited', []],
  limitedOnce: ['Is rate-limited at its first request of each kind, then works.', 'limited-once', 'ok', [ACME]],
  outage: ['ClickUp is down: 503.', 'outage', 'clickup_unavailable', []],
  flaky: ['ClickUp answers 502 at its first request of each kind, then works.', 'flaky', 'ok', [ACME]],
  slow: ['ClickUp does not answer for 30 seconds.', 'slow', 'timed_out', [ACME]],
  html: ['An HTML page answers in place of the list of Workspaces.', 'html', 'reply_malformed', []],
  truncated: ['The connection is cut in the middle of a reply.', 'truncated', 'unreachable', []],
  cutJson: ['The list of Workspaces is truncated JSON.', 'cut-json', 'reply_malformed', []],
  wrongShape: ['A Workspace without an id.', 'wrong-shape', 'reply_malformed', []],
  redirect: ['A redirect to another host.', 'redirect', 'reply_malformed', []],
  echo: ['An unknown error whose text quotes the token.', 'echo', 'request_refused', []],
  lying: ['Returns a Workspace whose name is the token.', 'lying', 'reply_malformed', []],
} as const satisfies Readonly<Record<string, Row>>;

/** The name of a row. */
export type SandboxTokenName = keyof typeof ROWS;

/** One row of the sandbox's table. */
export interface SandboxToken {
  readonly name: string;
  /** The token's text. It is made up and works nowhere else. */
  readonly token: string;
  /** What ClickUp does with it, in a line. */
  readonly plays: string;
  /** What a check of it ends with: `ok` or a reason. */
  readonly expected: string;
  readonly behaviour: Behaviour;
  readonly workspaces: readonly PlayedWorkspace[];
  /** `null` for a guest. */
  readonly username: string | null;
}

const OAUTH_NAMES: ReadonlySet<string> = new Set(['oauth', 'withdrawn']);

/** Every token that the sandbox knows. */
export const SANDBOX_TABLE: readonly SandboxToken[] = Object.entries(ROWS).map(
  ([name, [plays, behaviour, expected, workspaces]], index) => {
    const username = name === 'guest' ? null : 'Ada Example';
    return {
      name,
      token: makeToken(index + 1, OAUTH_NAMES.has(name)),
      plays,
      behaviour,
      expected,
      workspaces,
      username,
    };
  },
);

/** The tokens' texts by name. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets which names the rows have
export const SANDBOX_TOKENS = Object.fromEntries(SANDBOX_TABLE.map(({ name, token }) => [name, token])) as Readonly<
  Record<SandboxTokenName, string>
>;

/**
 * A token of the usual shape: the user's id, and 32 letters or digits made of the row's number, the same every time.
 * A personal one begins with `pk_`.
 */
function makeToken(row: number, isOauth: boolean): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  // Odd steps visit all 32 letters in another order for each row.
  const secret = Array.from({ length: 25 }, (_, index) => letters[(row * 7 + index * (2 * row + 3)) % letters.length]);
  return `${isOauth ? '' : 'pk_'}${10_000_000 + row}_SANDBOX${secret.join('')}`;
}
