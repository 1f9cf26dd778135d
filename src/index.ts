// The public API. Most programs need authenticate, AuthError and their types only.
export { authenticate, type AuthenticateOptions, type Session } from './session.js';
export { AuthError, isAuthError } from './auth-error.js';
export { explain } from './explain.js';
export type { Requirements } from './requirements.js';
export type { ListRequirement } from './resource.js';
export { REASONS, type Category } from './reasons.js';
export type {
  Answer,
  Failure,
  InaccessibleResource,
  LowPermission,
  LowRole,
  MissingWorkspace,
  Reason,
  SingleFailure,
  WorkspaceLabel,
} from './failure.js';
export type {
  Explanation,
  Identity,
  Known,
  Permission,
  RateLimit,
  RequirementResult,
  ResourceKind,
  TokenKind,
  Workspace,
  WorkspaceRole,
} from './types.js';

// The steps of authenticate, for other checks.
export { parseToken, type Token } from './token.js';
export { verifyToken } from './identity.js';
export { listWorkspaces } from './workspaces.js';
export { selectWorkspaces } from './select.js';
export { getWorkspacePlan, getWorkspaceSeats } from './workspace-details.js';
export type { SeatCount, WorkspacePlan, WorkspaceSeats } from './details-request.js';
export { authorizationUrl, exchangeCode, type AuthorizationUrlOptions, type ExchangeCodeOptions } from './oauth.js';
export { checkOptions, DEFAULT_API_URL, type RequestOptions, type RetryEvent, type Share } from './options.js';
export { VERSION } from './version.js';
