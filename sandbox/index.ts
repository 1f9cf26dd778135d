export { startSandbox, type Sandbox } from './sandbox.js';
export type { AnswerLine, SandboxOptions } from './options.js';
export { SANDBOX_TABLE, SANDBOX_TOKENS, type Behavior, type SandboxToken, type SandboxTokenName } from './tokens.js';
export { SANDBOX_APP } from './oauth.js';
export type { RequestCounts } from './state.js';
export type { SandboxWorkspace } from './workspaces.js';
