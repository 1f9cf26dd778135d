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

const SAMPLE = 'SANDBOX';

/** Personal tokens look like ClickUp's: `pk_`, the user's id, 32 letters or digits, here made of the row's number. */
function personal(row: number): string {
  const secret = Array.from(
    { length: 25 },
    (_, index) => 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'[(row * 7 + index * (2 * row + 3)) % 32],
  );
  return `pk_${10_000_000 + row}_${SAMPLE}${secret.join('')}`;
}

const WORKS = { behaviour: 'works', expected: 'ok', username: 'Ada Example' } as const;

/** Every token that the sandbox knows. */
export const SANDBOX_TABLE = [
  {
    name: 'valid',
    token: personal(1),
    plays: 'Works: Workspaces Acme (9011234080) and Globex (9011234081).',
    ...WORKS,
    workspaces: [ACME, GLOBEX],
  },
  {
    name: 'oauth',
    token: '10000002_sandboxOauthGrantForAcmeOnlyQ7x2',
    plays: 'An OAuth access token that works, for Acme only.',
    ...WORKS,
    workspaces: [ACME],
  },
  { name: 'oneWorkspace', token: personal(3), plays: 'Works: Acme only.', ...WORKS, workspaces: [ACME] },
  {
    name: 'guest',
    token: personal(4),
    plays: 'Works: a guest of Acme, whose name ClickUp gives as null.',
    ...WORKS,
    username: null,
    workspaces: [{ ...ACME, role: 4 }],
  },
  {
    name: 'sameName',
    token: personal(5),
    plays: 'Works: two Workspaces are named Umbrella.',
    ...WORKS,
    workspaces: TWINS,
  },
  {
    name: 'large',
    token: personal(6),
    plays: 'Works: a Workspace of 600 members, with empty rows among them.',
    ...WORKS,
    workspaces: [LARGE],
  },
  { name: 'many', token: personal(7), plays: 'Works: 60 Workspaces.', ...WORKS, workspaces: MANY },
  { name: 'none', token: personal(8), plays: 'Works, and sees no Workspace.', ...WORKS, workspaces: [] },
  {
    name: 'hostile',
    token: personal(9),
    plays: 'Works: a Workspace whose name is full of commands and markup.',
    ...WORKS,
    workspaces: [HOSTILE],
  },
  {
    name: 'revoked',
    token: personal(10),
    plays: 'Was regenerated: 401 OAUTH_025.',
    ...WORKS,
    behaviour: 'regenerated',
    expected: 'token_rejected',
    workspaces: [],
  },
  {
    name: 'withdrawn',
    token: '10000011_sandboxOauthGrantWithdrawnK4m9',
    plays: 'Its OAuth grant was withdrawn: 401 OAUTH_027.',
    ...WORKS,
    behaviour: 'grant-withdrawn',
    expected: 'token_rejected',
    workspaces: [],
  },
  {
    name: 'limited',
    token: personal(12),
    plays: 'Is rate-limited for a minute: 429.',
    ...WORKS,
    behaviour: 'limited',
    expected: 'rate_limited',
    workspaces: [],
  },
  {
    name: 'limitedOnce',
    token: personal(13),
    plays: 'Is rate-limited at its first request of each kind, then works.',
    ...WORKS,
    behaviour: 'limited-once',
    workspaces: [ACME],
  },
  {
    name: 'outage',
    token: personal(14),
    plays: 'ClickUp is down: 503.',
    ...WORKS,
    behaviour: 'outage',
    expected: 'clickup_unavailable',
    workspaces: [],
  },
  {
    name: 'flaky',
    token: personal(15),
    plays: 'ClickUp answers 502 at its first request of each kind, then works.',
    ...WORKS,
    behaviour: 'flaky',
    workspaces: [ACME],
  },
  {
    name: 'slow',
    token: personal(16),
    plays: 'ClickUp does not answer for 30 seconds.',
    ...WORKS,
    behaviour: 'slow',
    expected: 'timed_out',
    workspaces: [ACME],
  },
  {
    name: 'html',
    token: personal(17),
    plays: 'An HTML page answers in place of the list of Workspaces.',
    ...WORKS,
    behaviour: 'html',
    expected: 'reply_malformed',
    workspaces: [],
  },
  {
    name: 'truncated',
    token: personal(18),
    plays: 'The connection is cut in the middle of a reply.',
    ...WORKS,
    behaviour: 'truncated',
    expected: 'unreachable',
    workspaces: [],
  },
  {
    name: 'cutJson',
    token: personal(19),
    plays: 'The list of Workspaces ends in the middle.',
    ...WORKS,
    behaviour: 'cut-json',
    expected: 'reply_malformed',
    workspaces: [ACME],
  },
  {
    name: 'wrongShape',
    token: personal(20),
    plays: 'A Workspace without an id.',
    ...WORKS,
    behaviour: 'wrong-shape',
    expected: 'reply_malformed',
    workspaces: [],
  },
  {
    name: 'redirect',
    token: personal(21),
    plays: 'A redirect to another host.',
    ...WORKS,
    behaviour: 'redirect',
    expected: 'reply_malformed',
    workspaces: [],
  },
  {
    name: 'echo',
    token: personal(22),
    plays: 'An unknown error whose text quotes the token.',
    ...WORKS,
    behaviour: 'echo',
    expected: 'request_refused',
    workspaces: [],
  },
  {
    name: 'lying',
    token: personal(23),
    plays: 'A Workspace that is named after the token.',
    ...WORKS,
    behaviour: 'lying',
    expected: 'reply_malformed',
    workspaces: [ACME],
  },
] as const satisfies readonly SandboxToken[];

/** The name of a row. */
export type SandboxTokenName = (typeof SANDBOX_TABLE)[number]['name'];

/** The tokens' texts by name. */
export const SANDBOX_TOKENS: Readonly<Record<SandboxTokenName, string>> = byName();

function byName(): Record<SandboxTokenName, string> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets the names, which are the table's
  return Object.fromEntries(SANDBOX_TABLE.map(({ name, token }) => [name, token])) as Record<SandboxTokenName, string>;
}
