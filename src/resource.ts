import type { ApiCall } from './api-call.js';
import { invalidInput } from './auth-error.js';
import { RESOURCE_NAMES } from './describe.js';
import { failDecoding, readId, readObject, readOptionalString, readString } from './decode.js';
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
  const { id: given, permission } = typeof entry === 'object' && entry !== null ? entry : { id: entry };
  const allowed = `the ID or URL of a ${RESOURCE_NAMES[kind]}`;
  if (typeof given !== 'string') throw invalidInput(input, `${allowed}, as a string`);
  const { address, suffix } = splitPermission(given.trim());
  const id = /^\d{1,40}$/.test(address) ? address : idOfUrl(address, kind, input, allowed);
  const isList = kind === 'list';
  if (suffix === undefined && permission === undefined) return { kind, id, permission: undefined, input };
  if (!isList) throw invalidInput(input, `${allowed} without a permission. ClickUp returns permissions of Lists only`);
  return { kind, id, permission: readPermission(permission ?? suffix, input), input };
}

/** Splits `901100000001: edit`. The colons of a URL are not followed by a word at the end of the text. */
function splitPermission(text: string): { readonly address: string; readonly suffix?: string } {
  const colon = text.lastIndexOf(':');
  const suffix = text.slice(colon + 1).trim();
  return colon > 0 && /^[a-z]+$/i.test(suffix)
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
  // Browsers remove the scheme when a user copies a part of the address.
  const address = /^(?:[a-z0-9-]+\.)*clickup\.com\//i.test(text) ? `https://${text}` : text;
  const url = /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) throw invalidInput(input, allowed);
  const isClickUp =
    /^(?:[a-z0-9-]+\.)*clickup\.com$/.test(url.hostname) && url.username + url.password + url.port === '';
  if (!isClickUp) throw invalidInput(input, `${allowed}. This is the URL of a host other than clickup.com`);
  const [, part = '', id] = /\/(li|f|s)\/(\d{1,40})(?=\/|$)/.exec(url.pathname) ?? [];
  const actual = URL_PARTS[part];
  if (id === undefined || actual === undefined)
    throw invalidInput(input, `${allowed}. This URL of ClickUp contains no ID of a List, Folder or Space`);
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
  const permission = readOptionalString(body['permission_level']);
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
