import { isAuthError } from '../../src/index.js';
import type { AuthError, RequirementResult, Requirements } from '../../src/index.js';
import { checkRequirements } from '../../src/integration.js';
import { isList, UNKNOWN, type ObjectValue, type Value } from '../protocol/value.js';
import { stringOf, stringsOf } from './config-values.js';
import { ARGUMENT_NAMES } from './configuration.js';

/** Converts the arguments of `clickup_auth` to options of the core, which validates them. Null means not set. */
export function readRequirements(config: ObjectValue): Requirements {
  const { role, token_kind_required: tokenKind } = config;
  return {
    users: stringsOf(config['users']),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the core validates the text
    tokenKind: (tokenKind ?? undefined) as Requirements['tokenKind'],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the core validates the text
    role: (role ?? undefined) as Requirements['role'],
    onlyRequiredWorkspaces: config['only_required_workspaces'] === true,
    probeWorkspaces: config['probe_workspaces'] === true,
    lists: objectsOf(config['lists']).map(({ id, permission }) => ({
      id: stringOf(id),
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the core validates the text
      permission: (permission ?? undefined) as 'read' | undefined,
    })),
    folders: stringsOf(config['folders']),
    spaces: stringsOf(config['spaces']),
  };
}

/** The first invalid requirement of a configuration, which can contain unknown values. */
export function findInvalidRequirement(config: ObjectValue): AuthError | undefined {
  const { workspaces } = config;
  try {
    checkRequirements(
      readRequirements(withoutUnknown(config)),
      workspaces === UNKNOWN ? ['unknown'] : stringsOf(workspaces),
    );
    return undefined;
  } catch (error) {
    if (isAuthError(error)) return error;
    throw error;
  }
}

/** The configuration without unknown arguments, with a valid ID in place of each unknown element. */
function withoutUnknown(config: ObjectValue): ObjectValue {
  return Object.fromEntries(
    Object.entries(config)
      .filter(([, value]) => value !== UNKNOWN)
      .map(([name, value]) => [name, isList(value) ? value.map(knownElement) : value]),
  );
}

const ANY_ID = '1';

function knownElement(value: Value): Value {
  if (value === UNKNOWN) return ANY_ID;
  if (!isObject(value)) return value;
  const { id = null, permission = null } = value;
  return { id: id === UNKNOWN ? ANY_ID : id, permission: permission === UNKNOWN ? null : permission };
}

function objectsOf(value: Value | undefined): readonly ObjectValue[] {
  return isList(value) ? value.map((one) => (isObject(one) ? one : { id: one })) : [];
}

function isObject(value: Value): value is ObjectValue {
  return typeof value === 'object' && value !== null && !isList(value) && value !== UNKNOWN;
}

/** The results as the attributes `requirements` and `list_names`. */
export function requirementValues(results: readonly RequirementResult[]): ObjectValue {
  const names = results.flatMap(({ requirement, subject }): [string, Value][] =>
    requirement === 'lists' && subject?.name !== undefined ? [[subject.id, subject.name]] : [],
  );
  return {
    requirements: results.map(({ requirement, subject, required, found }) => ({
      requirement: ARGUMENT_NAMES[requirement] ?? requirement,
      kind: subject?.kind ?? null,
      id: subject?.id ?? null,
      name: subject?.name ?? null,
      required,
      found,
    })),
    list_names: Object.fromEntries(names),
  };
}
