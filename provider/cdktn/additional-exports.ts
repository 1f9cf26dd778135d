// Exports that only CDK Terrain has. The build appends them to index.ts.
export {
  EphemeralClickupAuth,
  EphemeralClickupAuthAuthorizedWorkspacesList,
  EphemeralClickupAuthAuthorizedWorkspacesOutputReference,
  type EphemeralClickupAuthAuthorizedWorkspaces,
  EphemeralClickupAuthListsList,
  EphemeralClickupAuthListsOutputReference,
  EphemeralClickupAuthRequirementsList,
  EphemeralClickupAuthRequirementsOutputReference,
  type EphemeralClickupAuthConfig,
  type EphemeralClickupAuthLists,
  type EphemeralClickupAuthRequirements,
} from './generated/ephemeral-clickup-auth/index.js';
