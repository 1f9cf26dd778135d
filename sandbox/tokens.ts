import { ACME, GLOBEX, HOSTILE, LARGE, MANY, SAME_NAME, type SandboxWorkspace } from './workspaces.js';

type Row = readonly [description: string, behavior: string, expected: string, workspaces: readonly SandboxWorkspace[]];

const ROWS = {
  valid: ['Valid, with access to Acme (9011234080) and Globex (9011234081).', 'works', 'ok', [ACME, GLOBEX]],
  oauth: ['Valid OAuth access token, with access to Acme.', 'works', 'ok', [ACME]],
  oneWorkspace: ['Valid, with access to Acme only.', 'works', 'ok', [ACME]],
  guest: ['Valid. Its user is a guest of Acme; the username is null.', 'works', 'ok', [{ ...ACME, role: 4 }]],
  sameName: ['Valid, with access to two Workspaces named Umbrella.', 'works', 'ok', SAME_NAME],
  large: ['Valid. Its Workspace lists 600 members and some empty entries.', 'works', 'ok', [LARGE]],
  many: ['Valid, with access to 60 Workspaces.', 'works', 'ok', MANY],
  none: ['Valid, without access to any Workspace.', 'works', 'ok', []],
  hostile: ['Valid. The name of its Workspace contains commands and markup.', 'works', 'ok', [HOSTILE]],
  revoked: ['Regenerated: returns 401 OAUTH_025.', 'regenerated', 'token_rejected', [ACME]],
  withdrawn: ['OAuth grant revoked: returns 401 OAUTH_027.', 'grant-withdrawn', 'token_rejected', [ACME]],
  limited: ['Always rate limited: each 429 reports a reset in one minute.', 'limited', 'rate_limited', []],
  limitedOnce: ['Returns 429 to the first request for each path, then works.', 'limited-once', 'ok', [ACME]],
  outage: ['ClickUp is down: returns 503.', 'outage', 'clickup_unavailable', []],
  flaky: ['Returns 502 to the first request for each path, then works.', 'flaky', 'ok', [ACME]],
  slow: ['Responds after 30 seconds.', 'slow', 'timed_out', [ACME]],
  html: ['Returns an HTML page instead of the list of Workspaces.', 'html', 'reply_malformed', []],
  truncated: ['The connection is closed in the middle of a response.', 'truncated', 'unreachable', []],
  cutJson: ['The list of Workspaces is truncated JSON.', 'cut-json', 'reply_malformed', []],
  wrongShape: ['Returns a Workspace without an ID.', 'wrong-shape', 'reply_malformed', []],
  redirect: ['Redirects to another host.', 'redirect', 'reply_malformed', []],
  echo: ['Returns an unknown error whose text contains the token.', 'echo', 'request_refused', []],
  lying: ['Returns a Workspace whose name is the token.', 'lying', 'reply_malformed', []],
  colleague: ['Valid, of another user, with access to Acme.', 'works', 'ok', [ACME]],
  reader: ['Valid, with access to Acme. May only read its Lists.', 'reader', 'ok', [ACME]],
  noLists: ['Valid, with access to Acme but to none of its Spaces, Folders and Lists.', 'no-lists', 'ok', [ACME]],
  listedOnly: ['Valid. Acme is listed, but requests to it return 401 OAUTH_192.', 'listed-only', 'ok', [ACME]],
  noRole: ['Valid, with access to Acme. ClickUp returns no roles.', 'no-role', 'ok', [ACME]],
} as const satisfies Readonly<Record<string, Row>>;

/** The name of a test token. */
export type SandboxTokenName = keyof typeof ROWS;

/** How the sandbox responds to a token. */
export type Behavior = (typeof ROWS)[SandboxTokenName][1];

/** One test token of the sandbox. */
export interface SandboxToken {
  readonly name: string;
  /** The text of the token, which works only with the sandbox. */
  readonly token: string;
  /** One sentence that describes the behavior. */
  readonly description: string;
  /** Result of a check: `ok` or a reason. */
  readonly expected: string;
  readonly behavior: Behavior;
  readonly workspaces: readonly SandboxWorkspace[];
  /** `null` for a guest. */
  readonly username: string | null;
}

const OAUTH_NAMES: ReadonlySet<string> = new Set(['oauth', 'withdrawn']);

/** The test tokens of the sandbox. */
export const SANDBOX_TABLE: readonly SandboxToken[] = Object.entries(ROWS).map(
  ([name, [description, behavior, expected, workspaces]], index) => {
    const token = makeToken(index + 1, OAUTH_NAMES.has(name));
    const username = name === 'guest' ? null : name === 'colleague' ? 'Grace Example' : 'Ada Example';
    return { name, token, description, behavior, expected, workspaces, username };
  },
);

/** The texts of the test tokens by name. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries does not keep the names in its type
export const SANDBOX_TOKENS = Object.fromEntries(SANDBOX_TABLE.map(({ name, token }) => [name, token])) as Readonly<
  Record<SandboxTokenName, string>
>;

/**
 * A token in ClickUp's format: the user's ID and 32 letters or digits, with the prefix `pk_` if it is a personal token.
 * Derived from the row's number, so that it never changes.
 */
function makeToken(row: number, isOauth: boolean): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  // An odd step visits all 32 letters, in a different order for each row.
  const secret = Array.from({ length: 25 }, (_, index) => letters[(row * 7 + index * (2 * row + 3)) % letters.length]);
  return `${isOauth ? '' : 'pk_'}${10_000_000 + row}_SANDBOX${secret.join('')}`;
}
