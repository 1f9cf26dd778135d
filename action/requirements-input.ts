import type { Requirements } from '../src/index.js';
import {
  parseResourceList,
  parseUserList,
  readChoice,
  readOptionalChoice,
  ROLES,
  TOKEN_KINDS,
} from '../src/integration.js';
import type { Given, InputNames } from '../src/integration.js';

/** Names of the inputs that differ from the library's options. */
export const REQUIREMENT_INPUTS: InputNames = {
  tokenKind: 'token-kind',
  onlyRequiredWorkspaces: 'only-required-workspaces',
  probeWorkspaces: 'probe-workspaces',
};

/** Reads what the check requires in addition to Workspaces. An empty input requires nothing. Fails with `input_invalid`. */
export function readRequirements(input: (name: string) => Given): Requirements {
  const flag = (name: string): boolean => readChoice([input(name)], ['false', 'true']) === 'true';
  return {
    users: parseUserList(input('users')),
    tokenKind: readOptionalChoice(input('token-kind'), TOKEN_KINDS),
    role: readOptionalChoice(input('role'), ROLES),
    onlyRequiredWorkspaces: flag('only-required-workspaces'),
    probeWorkspaces: flag('probe-workspaces'),
    lists: parseResourceList(input('lists')),
    folders: parseResourceList(input('folders')),
    spaces: parseResourceList(input('spaces')),
  };
}
