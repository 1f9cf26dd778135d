import type { ApiCall } from './api-call.js';
import { invalidInput } from './auth-error.js';
import { RESOURCE_NAMES, UNEXPECTED } from './describe.js';
import { failDecoding, readId, readObject, readString } from './decode.js';
import type { Token } from './token.js';
import type { Permission, ResourceKind } from './types.js';

/** A required List and the minimum permission of the token's user on it. */
export interface ListRequirement {
  /** ID or URL of the List. */
  readonly id: string;
  /** Defaults to access only. */
  readonly permission?: Permission | undefined;
}

/** A required List, Folder or Space. */
export interface ResourceRequirement {
  readonly kind: ResourceKind;
  /** Consists of digits, because it becomes part of a request path. */
  readonly id: string;
  /** Only for Lists. */
  readonly permission: Permission | undefined;
  /** Name of the input, for example `lists[1]`. */
  readonly input: string;
}

/** A List, Folder or Space that the token has access to. */
export interface Resource {
  readonly kind: ResourceKind;
  readonly id: string;
  readonly name: string;
  readonly isArchived: boolean;
  /** The permission as received. Absent if ClickUp returns none, for example for Folders and Spaces. */
  readonly permission?: string;
}

/** From the lowest to the highest. */
export const PERMISSIONS: readonly [Permission, ...Permission[]] = ['read', 'comment', 'edit', 'create'];

/** As in the URLs of the web app. */
const URL_PARTS: Readonly<Record<string, ResourceKind>> = { li: 'list', f: 'folder', s: 'space' };

/**
 * Parses an ID or a URL of ClickUp's web app, which a permission may follow after a colon. Fails with `input_invalid`, which
 * never quotes the text.
 */
export function parseResource(entry: string | ListRequirement, kind: ResourceKind, input: string): ResourceRequirement {
  const allowed = `the ID or URL of a ${RESOURCE_NAMES[kind]}`;
  const { id: given, permission: own } = readEntry(entry, input, allowed);
  const { address, suffix } = splitPermission(given.trim());
  const id = /^[1-9]\d{0,39}$/.test(address) ? address : idOfUrl(address, kind, input, allowed);
  if (suffix === undefined && own === undefined) return { kind, id, permission: undefined, input };
  if (kind !== 'list')
    throw invalidInput(input, `${allowed} without a permission. ClickUp returns permissions of Lists only`);
  const permissions = [own, suffix].filter((one) => one !== undefined).map((one) => readPermission(one, input));
  const [permission, other = permission] = permissions;
  // The weaker one must not replace the other without a message.
  if (permission !== other) throw invalidInput(input, 'one permission, not a different one after the ID');
  return { kind, id, permission, input };
}

/** Rejects unknown fields, because a misspelled permission would require nothing. */
function readEntry(
  entry: string | ListRequirement,
  input: string,
  allowed: string,
): { readonly id: string; readonly permission: unknown } {
  if (typeof entry === 'string') return { id: entry, permission: undefined };
  const { id, permission, ...others }: Partial<ListRequirement> =
    typeof entry === 'object' && entry !== null ? entry : {};
  if (typeof id !== 'string') throw invalidInput(input, `${allowed}, as a string`);
  if (Object.keys(others).length > 0) throw invalidInput(input, 'an object with only `id` and `permission`');
  // Null is treated as not set, as in JSON.
  return { id, permission: permission ?? undefined };
}

/** Splits `901100000001: edit`. The colons of a URL are not followed by a word at the end of the text. */
function splitPermission(text: string): { readonly address: string; readonly suffix?: string } {
  const colon = text.lastIndexOf(':');
  const suffix = text.slice(colon + 1).trim();
  return colon > 0 && /^[a-z]*$/i.test(suffix)
    ? { address: text.slice(0, colon).trimEnd(), suffix }
    : { address: text };
}

function readPermission(text: unknown, input: string): Permission {
  const found = PERMISSIONS.find((one) => typeof text === 'string' && one === text.trim().toLowerCase());
  if (found !== undefined) return found;
  throw invalidInput(input, `one of the permissions ${PERMISSIONS.map((one) => `\`${one}\``).join(', ')}`);
}

/** The ID in the path of a page of ClickUp: `/li/ID`, `/f/ID` or `/s/ID`. */
function idOfUrl(text: string, kind: ResourceKind, input: string, allowed: string): string {
  // Mail programs put a URL in brackets. Browsers remove the scheme when a user copies a part of the address.
  const bare = text.replace(/^<(.*)>$/, '$1');
  const address = /^(?:[a-z0-9-]+\.)*clickup\.com\//i.test(bare) ? `https://${bare}` : bare;
  const url = /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) throw invalidInput(input, allowed);
  if (!/^(?:[a-z0-9-]+\.)*clickup\.com$/.test(url.hostname))
    throw invalidInput(input, `${allowed}. This is the URL of a host other than clickup.com`);
  if (url.username + url.password + url.port !== '')
    throw invalidInput(input, `${allowed}. A URL of ClickUp has no user and no port`);
  const [, part = '', id] = /\/(li|f|s)\/([1-9]\d{0,39})(?=\/|$)/.exec(url.pathname) ?? [];
  const actual = URL_PARTS[part];
  if (id === undefined || actual === undefined)
    throw invalidInput(
      input,
      `${allowed}. This URL of ClickUp has no \`/li/\`, \`/f/\` or \`/s/\` before the ID, for example because it shows a view`,
    );
  if (actual === kind) return id;
  throw invalidInput(input, `${allowed}. This is the URL of a ${RESOURCE_NAMES[actual]}, which has its own option`);
}

/** `GET /list/{id}`, `/folder/{id}` or `/space/{id}`. */
export function resourceRequest(
  { kind, id, input }: Omit<ResourceRequirement, 'permission'>,
  token: Token,
): ApiCall<Resource> {
  return {
    request: { method: 'GET', path: `/${kind}/${id}` },
    scope: 'resource',
    input,
    resource: { kind, id },
    token,
    decode: (value) => decodeResource(value, { kind, id }),
  };
}

/** `{id, name, archived, permission_level}` → Resource. Folders and Spaces have no permission level. */
export function decodeResource(value: unknown, { kind, id }: Pick<ResourceRequirement, 'kind' | 'id'>): Resource {
  const body = readObject(value, 'body');
  const permission = readPermissionLevel(body['permission_level']);
  // A proxy or a cache could return another item, whose permission proves nothing.
  if (readId(body['id'], 'id') !== id) failDecoding('id', 'expected the ID of the request');
  return {
    kind,
    id,
    name: readString(body['name'], 'name'),
    isArchived: body['archived'] === true,
    ...(kind === 'list' && permission !== undefined && { permission }),
  };
}

/** As received, so that a message can show it. Undefined if ClickUp returns none. */
function readPermissionLevel(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : UNEXPECTED;
}
