import { describeItem, describeResponse, formatUtc, quoted, RESOURCE_NAMES, UNEXPECTED } from './describe.js';
import type { InaccessibleResource, SingleFailure } from './failure.js';
import { toSingleLine } from './text.js';
import type { Explanation, TokenKind } from './types.js';

/** The failures of requirements about users, roles and items. */
type RequirementFailure = Extract<
  SingleFailure,
  {
    reason:
      | 'user_unexpected'
      | 'token_kind_unexpected'
      | 'role_insufficient'
      | 'workspace_unexpected'
      | 'resource_inaccessible'
      | 'permission_insufficient';
  }
>;

const KIND_NAMES: Readonly<Record<TokenKind, string>> = {
  personal: 'a personal token',
  oauth: 'an OAuth access token',
};

/** Maximum number of items that a message lists. */
const MAX_LISTED = 20;

/** Explains a requirement that is not met. */
export function explainRequirement(failure: RequirementFailure): Explanation {
  switch (failure.reason) {
    case 'user_unexpected': {
      const { id, username, email } = failure.found;
      const isByEmail = failure.expected.some((one) => one.includes('@'));
      const noEmail = isByEmail && email === undefined ? ' ClickUp returned no email address for this user.' : '';
      return {
        title: 'The token belongs to another user',
        happened: `The token's user is ${username === undefined ? '' : `${quoted(username)}, `}ID ${id}. Expected ${failure.expected.join(' or ')}.${noEmail}`,
        cause: 'The token of another account was stored, for example that of a colleague.',
        remedy: `Store a token of the expected user, or correct ${failure.input}.`,
      };
    }
    case 'token_kind_unexpected':
      return {
        title: 'The token is of another kind',
        happened: `The token is ${KIND_NAMES[failure.found]}. Expected ${KIND_NAMES[failure.expected]}.`,
        cause:
          failure.found === 'personal'
            ? 'The token was created in the ClickUp settings of a user, not by signing in to an OAuth app.'
            : 'The token was created by signing in to an OAuth app, not in the ClickUp settings of a user.',
        remedy: `Store ${KIND_NAMES[failure.expected]}, or correct ${failure.input}.`,
      };
    case 'role_insufficient': {
      const { workspaces, required } = failure;
      const isUnusual = workspaces.every(({ found }) => !isRole(found));
      return {
        title: isUnusual ? "The role of the token's user is unknown" : "The role of the token's user is too low",
        happened: list(workspaces, ({ found, ...one }) => `${describeRole(found)} in ${describeItem(one)}`, {
          end: `. Expected at least ${required}.`,
        }),
        cause: isUnusual
          ? 'ClickUp omits some roles and can add new ones. An unknown role meets no requirement.'
          : 'The user was invited with a lower role, an administrator changed the role, or this is the token of another user.',
        remedy: isUnusual
          ? `Remove the requirement ${failure.input}, or require a permission on a List instead.`
          : `Ask an administrator of the Workspace to change the role, or store the token of a user with the role ${required}.`,
      };
    }
    case 'workspace_unexpected': {
      const rest = failure.count - failure.workspaces.length;
      const listed = failure.workspaces.map(describeItem).join(', ');
      return {
        title: 'The token has access to other Workspaces',
        happened: `In addition to the required Workspaces, the token has access to ${listed}${rest > 0 ? ` and ${rest} more` : ''}.`,
        cause:
          failure.tokenKind === 'personal'
            ? 'A personal token has access to every Workspace of its user, and the user is a member of these Workspaces.'
            : "These Workspaces were selected on ClickUp's consent page as well.",
        remedy:
          failure.tokenKind === 'personal'
            ? 'Use the token of a user who is a member of the required Workspaces only, or an OAuth access token.'
            : "Sign in again, and select only the required Workspaces on ClickUp's consent page.",
      };
    }
    case 'resource_inaccessible':
      return explainInaccessible(failure.resources);
    case 'permission_insufficient': {
      const isUnusual = failure.lists.every(({ found }) => !isPermission(found));
      return {
        title: isUnusual ? 'The permission on a List is unknown' : 'The permission on a List is too low',
        happened: list(
          failure.lists,
          ({ id, name, required, found }) =>
            `${describePermission(found)} on List ${id}${name && ` (${quoted(name)})`}, expected at least ${required}`,
          { end: '.' },
        ),
        cause: isUnusual
          ? 'ClickUp omits some permissions and can add new ones. An unknown permission meets no requirement.'
          : "The List, its Folder or its Space is shared with the token's user with a lower permission, or the user is a guest.",
        remedy: isUnusual
          ? 'Require the List without a permission, or report this problem.'
          : "Change the user's permission in the sharing settings of the List, or store the token of another user.",
      };
    }
  }
}

function explainInaccessible(resources: readonly [InaccessibleResource, ...InaccessibleResource[]]): Explanation {
  const [first] = resources;
  const kinds = new Set(resources.map(({ kind }) => RESOURCE_NAMES[kind]));
  const name = kinds.size > 1 ? 'item' : RESOURCE_NAMES[first.kind];
  const isPlural = resources.length > 1;
  const actual = resources.find((one) => one.actual !== undefined)?.actual;
  const hasOthers = resources.some((one) => one.actual === undefined);
  return {
    title: isPlural
      ? `${resources.length} required ${name}s are not accessible`
      : `${name} ${first.id} is not accessible`,
    happened: resources
      .slice(0, MAX_LISTED)
      .map(describeRejection)
      .concat(resources.length > MAX_LISTED ? [`${resources.length - MAX_LISTED} more are not accessible.`] : [])
      .join(' '),
    cause: [
      ...(actual === undefined ? [] : [`The ID was copied from the URL of a ${RESOURCE_NAMES[actual.kind]}.`]),
      ...(hasOthers
        ? [
            `ClickUp returns the same error if the ${name} was deleted, never existed, or is in a Workspace or Space that the token's user cannot access.`,
          ]
        : []),
    ].join(' '),
    remedy: [
      ...(actual === undefined
        ? []
        : [`Copy the link of the ${name} in ClickUp, or require the ID as a ${RESOURCE_NAMES[actual.kind]}.`]),
      ...(hasOthers
        ? [
            `Open the ${name} in ClickUp as the token's user and copy its link. If it does not open, share it with this user.`,
          ]
        : []),
    ].join(' '),
  };
}

function describeRejection({ kind, id, actual, answer }: InaccessibleResource): string {
  const known =
    actual === undefined
      ? ''
      : ` ${id} is the ID of ${actual.name === '' ? 'a' : 'the'} ${RESOURCE_NAMES[actual.kind]}${actual.name && ` ${quoted(actual.name)}`}, not of a ${RESOURCE_NAMES[kind]}.`;
  return `${RESOURCE_NAMES[kind]} ${id}: ${describeResponse(answer)}${known}`;
}

function isRole(found: string): boolean {
  return /^(?:guest|member|admin|owner)$/.test(found);
}

function isPermission(found: string): boolean {
  return /^(?:read|comment|edit|create)$/.test(found);
}

function describeRole(found: string): string {
  if (found === 'unknown') return "ClickUp returned no role for the token's user";
  if (found === UNEXPECTED) return "ClickUp returned an unexpected value as the role of the token's user";
  return `the token's user has the ${isRole(found) ? '' : 'unknown '}role ${found}`;
}

function describePermission(found: string): string {
  if (found === 'unknown') return "ClickUp returned no permission for the token's user";
  if (found === UNEXPECTED) return "ClickUp returned an unexpected value as the permission of the token's user";
  return `the token's user has the ${isPermission(found) ? '' : 'unknown '}permission ${toSingleLine(found).slice(0, 40)}`;
}

/** One sentence for all items, which begins in upper case. */
function list<T>(items: readonly T[], describeOne: (item: T) => string, { end }: { end: string }): string {
  const rest = items.length - MAX_LISTED;
  const text = items.slice(0, MAX_LISTED).map(describeOne).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
}

/** The check stopped before it exceeded the rate limit, because it could not finish in time. */
export function explainNeeded(
  { requests, remaining, timeoutMs }: NonNullable<Extract<SingleFailure, { reason: 'rate_limited' }>['needed']>,
  resetAt: Date,
): Explanation {
  return {
    title: 'The rate limit is too low for this check',
    happened: `The check needs ${requests} more requests. ClickUp allows ${remaining} until ${formatUtc(resetAt)}, and the check may take ${timeoutMs / 1000} s.`,
    cause:
      'The check requires more items than the token may request in this time. This does not mean that the token is invalid.',
    remedy: 'Increase the timeout, require fewer items in one check, or use a token that no other job uses.',
  };
}
