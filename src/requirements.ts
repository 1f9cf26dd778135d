import { invalidInput } from './auth-error.js';
import { parseResource, type ListRequirement, type ResourceRequirement } from './resource.js';
import type { Tools } from './tools.js';
import type { TokenKind, WorkspaceRole } from './types.js';

/** What a check can require in addition to a valid token and Workspaces. Each defaults to nothing. */
export interface Requirements {
  /** User IDs or email addresses, of which the token's user must have one. */
  readonly users?: readonly string[] | undefined;
  readonly tokenKind?: TokenKind | undefined;
  /** Minimum role of the token's user in each required Workspace: guest < member < admin < owner. */
  readonly role?: WorkspaceRole | undefined;
  /** Whether the token must have access to no other Workspace than the required ones. */
  readonly onlyRequiredWorkspaces?: boolean | undefined;
  /** Whether to request the plan of each required Workspace, because ClickUp may list Workspaces that it then rejects. */
  readonly probeWorkspaces?: boolean | undefined;
  /** Lists by ID or URL. A minimum permission may follow after a colon: `901100000001:edit`. Sends one request for each. */
  readonly lists?: readonly (string | ListRequirement)[] | undefined;
  /** Folders by ID or URL. Sends one request for each. */
  readonly folders?: readonly string[] | undefined;
  /** Spaces by ID or URL. Sends one request for each. */
  readonly spaces?: readonly string[] | undefined;
}

/** Validated requirements. */
export interface ResolvedRequirements {
  readonly users: readonly string[];
  readonly tokenKind: TokenKind | undefined;
  readonly role: WorkspaceRole | undefined;
  readonly onlyRequiredWorkspaces: boolean;
  readonly probeWorkspaces: boolean;
  /** The Lists, then the Folders, then the Spaces. */
  readonly resources: readonly ResourceRequirement[];
}

export const TOKEN_KINDS: readonly [TokenKind, TokenKind] = ['personal', 'oauth'];
/** From the lowest to the highest. */
export const ROLES: readonly [WorkspaceRole, ...WorkspaceRole[]] = ['guest', 'member', 'admin', 'owner'];

/** The requirements that concern the required Workspaces. Without one, they would pass without a check. */
const ABOUT_WORKSPACES = ['role', 'onlyRequiredWorkspaces', 'probeWorkspaces'] as const;

/** Maximum length of a user in messages, above that of any email address. */
const MAX_USER_CHARACTERS = 320;

/** Validates the requirements without sending a request. Fails with `input_invalid`, which names the option. */
export function resolveRequirements(
  options: Requirements,
  wanted: readonly string[],
  rejectToken: Tools['rejectToken'],
): ResolvedRequirements {
  const users = listOf(options, 'users');
  const lists = listOf(options, 'lists');
  const folders = listOf(options, 'folders');
  const spaces = listOf(options, 'spaces');
  for (const input of ABOUT_WORKSPACES) {
    if (options[input] && wanted.length === 0) {
      throw invalidInput(
        input,
        'at least one required Workspace, because this requirement concerns the required Workspaces',
      );
    }
  }
  return {
    users: users.map((user, index) => resolveUser(user, `users[${index}]`, rejectToken)),
    tokenKind: oneOf('tokenKind', options.tokenKind, TOKEN_KINDS),
    role: oneOf('role', options.role, ROLES),
    onlyRequiredWorkspaces: flag('onlyRequiredWorkspaces', options.onlyRequiredWorkspaces),
    probeWorkspaces: flag('probeWorkspaces', options.probeWorkspaces),
    resources: [
      ...lists.map((list, index) => parseResource(list, 'list', `lists[${index}]`)),
      ...folders.map((folder, index) => parseResource(folder, 'folder', `folders[${index}]`)),
      ...spaces.map((space, index) => parseResource(space, 'space', `spaces[${index}]`)),
    ],
  };
}

/** Validates requirements before the token is known, with the required Workspaces. Fails as {@link resolveRequirements}. */
export function checkRequirements(options: Requirements, workspaces: readonly string[]): void {
  resolveRequirements(options, workspaces, () => undefined);
}

function resolveUser(user: string, input: string, rejectToken: Tools['rejectToken']): string {
  const given = { input, allowed: 'a user ID or an email address' };
  const text = typeof user === 'string' ? user.trim() : '';
  if (text.length > MAX_USER_CHARACTERS || !/^(?:\d+|[^\s@,]+@[^\s@,]+)$/.test(text))
    throw invalidInput(input, given.allowed);
  rejectToken(text, given);
  return text;
}

/** Null is treated as not set. Callers in JavaScript can pass any value. */
function listOf<Name extends 'users' | 'lists' | 'folders' | 'spaces'>(
  options: Requirements,
  name: Name,
): NonNullable<Requirements[Name]> | readonly [] {
  const value = options[name] ?? [];
  if (Array.isArray(value)) return value;
  throw invalidInput(name, 'an array');
}

/** In any case, as the inputs of the integrations. Callers in JavaScript can pass any value. */
function oneOf<T extends string>(input: string, value: T | undefined, choices: readonly T[]): T | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const listed = choices.map((choice) => `\`${choice}\``);
  throw invalidInput(input, `${listed.slice(0, -1).join(', ')} or ${listed.at(-1)}`);
}

function flag(input: string, value: boolean | undefined): boolean {
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? false;
  throw invalidInput(input, '`true` or `false`');
}
