export { startSandbox, type Sandbox } from './sandbox.js';
export type { AnswerLine, SandboxOptions } from './options.js';
export { SANDBOX_TABLE, SANDBOX_TOKENS } from './tokens.js';
export type { Behaviour, SandboxToken, SandboxTokenName } from './tokens.js';
export { SANDBOX_APP } from './oauth.js';
export type { RequestCounts } from './state.js';
export type { PlayedWorkspace } from './workspaces.js';
