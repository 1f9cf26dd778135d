import { containsToken, toSingleLine, TOKEN_VARIABLE, type Environment } from '../../src/integration.js';

/** Whether the name is another variable of this CLI or of the provider, which contains no token. */
export function isOtherSetting(name: string): boolean {
  return /^CLICKUP_(?:API_URL|CLIENT_|AUTHORIZE_URL|TIMEOUT_SECONDS|ATTEMPTS|AUTH_)/.test(name);
}

/** Names that look like the token's, and every name whose value looks like a token. */
const LIKE_CLICKUP = /CLI?C?K_?UP|^CU_/i;

/** Names of at most three variables that probably contain the token. Never their values. */
export function similarVariables(variables: Environment): string[] {
  return Object.entries(variables)
    .filter(([, value = '']) => value.trim() !== '')
    .filter(([name]) => name !== TOKEN_VARIABLE && !isOtherSetting(name))
    .filter(([name, value = '']) => LIKE_CLICKUP.test(name) || containsToken(value))
    .map(([name]) => toSingleLine(name).slice(0, 60))
    .filter((name) => !containsToken(name))
    .slice(0, 3);
}
