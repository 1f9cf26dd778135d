import type { RequirementSet } from '../input/requirement-options.js';
import type { Credential } from './credential.js';

/**
 * Adds the requirements of the command line to those of an entry. Lists are combined. An entry's own value of another
 * requirement is used, and its own users, because more users would permit more.
 */
export function withRequirements(credential: Credential, common: RequirementSet): Credential {
  const { requirements: own } = credential;
  if (own === undefined) return { ...credential, requirements: common };
  return {
    ...credential,
    requirements: {
      workspaces: [...own.workspaces, ...common.workspaces],
      users: own.users.length > 0 ? own.users : common.users,
      tokenKind: own.tokenKind ?? common.tokenKind,
      role: own.role ?? common.role,
      onlyRequiredWorkspaces: own.onlyRequiredWorkspaces ?? common.onlyRequiredWorkspaces,
      probeWorkspaces: own.probeWorkspaces ?? common.probeWorkspaces,
      lists: [...own.lists, ...common.lists],
      folders: [...own.folders, ...common.folders],
      spaces: [...own.spaces, ...common.spaces],
    },
  };
}
