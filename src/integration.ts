// What only the Action, the CLI and the provider use, in addition to the public API. Not part of the package's exports.
export { explainAs, type Wording } from './wording.js';
export {
  API_URL_VARIABLE,
  firstGiven,
  fromEnvironment,
  invalidInput,
  nameInput,
  readChoice,
  readRequestSettings,
  readWholeNumber,
  TOKEN_VARIABLE,
} from './settings.js';
export type { Environment, Given, InputNames, RequestSettings, Sources } from './settings.js';
export { isPlainAscii, toSingleLine } from './text.js';
export { containsToken, rejectToken, secretOf } from './token.js';
export { parseWorkspaceEntry, parseWorkspaceList } from './workspace-list.js';
