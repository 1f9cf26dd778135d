// Used by the Action, the CLI and the provider, in addition to the public API. The package does not export it.
export { invalidInput } from './auth-error.js';
export { environmentWarnings } from './environment.js';
export { explainAs, nameInput, type InputNames, type Wording } from './explain.js';
export { isCertificateError } from './network-error.js';
export { missingEntry, readDigits } from './select.js';
export {
  API_URL_VARIABLE,
  firstGiven,
  fromEnvironment,
  readChoice,
  readOptionalChoice,
  readRequestSettings,
  readWholeNumber,
  TOKEN_VARIABLE,
} from './settings.js';
export type { Environment, Given, RequestSettings, Sources } from './settings.js';
export { isPlainAscii, toSingleLine } from './text.js';
export { containsToken, rejectToken, secretOf } from './token.js';
export { checkRequirements, ROLES, TOKEN_KINDS } from './requirements.js';
export { parseResourceList, parseUserList } from './resource-list.js';
export { describeProof, type Level } from './proof.js';
export { parseWorkspaceEntry, parseWorkspaceList } from './workspace-list.js';
