import type { ProviderSchema } from '../../protocol/schema.js';
import { AUTH_DATA_SOURCE, AUTH_EPHEMERAL_RESOURCE } from './auth.js';
import { WORKSPACE_PLAN_DATA_SOURCE, WORKSPACE_SEATS_DATA_SOURCE } from './details.js';
import { PROVIDER } from './provider.js';
import { WORKSPACE_DATA_SOURCE, WORKSPACES_DATA_SOURCE } from './workspace.js';

export const SCHEMA = {
  provider: PROVIDER,
  dataSources: {
    clickup_auth: AUTH_DATA_SOURCE,
    clickup_workspace: WORKSPACE_DATA_SOURCE,
    clickup_workspaces: WORKSPACES_DATA_SOURCE,
    clickup_workspace_plan: WORKSPACE_PLAN_DATA_SOURCE,
    clickup_workspace_seats: WORKSPACE_SEATS_DATA_SOURCE,
  },
  ephemeralResources: {
    clickup_auth: AUTH_EPHEMERAL_RESOURCE,
  },
} as const satisfies ProviderSchema;
