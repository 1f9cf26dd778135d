import { containsToken, toSingleLine, type Environment } from '../../src/integration.js';

/** Other variables of this CLI and of the provider, which contain no token. */
const OTHER_VARIABLES = /^CLICKUP_(?:API_(?:URL|TOKEN)|CLIENT_|AUTHORIZE_URL|TIMEOUT_SECONDS|ATTEMPTS|AUTH_)/;

/** Names that look like the token's, and every name whose value looks like a token. */
const LIKE_CLICKUP = /CLI?C?K_?UP|^CU_/i;

/** Names of at most three variables that probably contain the token. Never their values. */
export function similarVariables(variables: Environment): string[] {
  return Object.entries(variables)
    .filter(([, value = '']) => value.trim() !== '')
    .filter(([name]) => !OTHER_VARIABLES.test(name))
    .filter(([name, value = '']) => LIKE_CLICKUP.test(name) || containsToken(value))
    .map(([name]) => toSingleLine(name).slice(0, 60))
    .filter((name) => !containsToken(name))
    .slice(0, 3);
}
