// Exports that only CDK Terrain has. The build appends them to index.ts.
export {
  EphemeralClickupAuth,
  EphemeralClickupAuthAuthorizedWorkspacesList,
  EphemeralClickupAuthAuthorizedWorkspacesOutputReference,
  type EphemeralClickupAuthAuthorizedWorkspaces,
  type EphemeralClickupAuthConfig,
} from './generated/ephemeral-clickup-auth/index.js';
