// The entry point: the gate and the generated classes of the provider.
export { ClickUpAuthGate } from './gate.js';
export type { ClickUpAuthGateProps, RequiredList } from './props.js';
export { ClickupProvider, type ClickupProviderConfig } from './generated/provider/index.js';
export {
  DataClickupAuth,
  DataClickupAuthAuthorizedWorkspacesList,
  DataClickupAuthAuthorizedWorkspacesOutputReference,
  type DataClickupAuthAuthorizedWorkspaces,
  DataClickupAuthListsList,
  DataClickupAuthListsOutputReference,
  DataClickupAuthRequirementsList,
  DataClickupAuthRequirementsOutputReference,
  type DataClickupAuthConfig,
  type DataClickupAuthLists,
  type DataClickupAuthRequirements,
} from './generated/data-clickup-auth/index.js';
export { DataClickupWorkspace, type DataClickupWorkspaceConfig } from './generated/data-clickup-workspace/index.js';
export {
  DataClickupWorkspaces,
  DataClickupWorkspacesWorkspacesList,
  DataClickupWorkspacesWorkspacesOutputReference,
  type DataClickupWorkspacesConfig,
  type DataClickupWorkspacesWorkspaces,
} from './generated/data-clickup-workspaces/index.js';
export {
  DataClickupWorkspacePlan,
  type DataClickupWorkspacePlanConfig,
} from './generated/data-clickup-workspace-plan/index.js';
export {
  DataClickupWorkspaceSeats,
  type DataClickupWorkspaceSeatsConfig,
} from './generated/data-clickup-workspace-seats/index.js';
