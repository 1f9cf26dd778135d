import { containsToken } from '../../src/integration.js';

/** Options that users try, and whose value would be a secret. */
const SECRET_OPTION = /^--?(?:token|api-token|client-secret|secret)(?:=|$)/i;

/** Whether an argument is or contains a token or a client secret. Command lines are not a safe place for secrets. */
export function containsSecret(argv: readonly string[]): boolean {
  return argv.some((argument) => SECRET_OPTION.test(argument) || containsToken(argument));
}
