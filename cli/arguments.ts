/** Options that people look for, and that would take a secret. */
const SECRET_OPTION = /^--?(?:token|api-token|client-secret|secret)(?:=|$)/i;

/** A personal token, or an OAuth access token, anywhere in an argument. */
const SECRET_SHAPE = /pk_\d+_\w{8,}|(?:^|[^\w-])\d{5,}_[A-Za-z0-9]{20,}/;

/** Whether an argument is or holds a token or a client secret, which a command line is no place for. */
export function holdsSecret(argv: readonly string[]): boolean {
  return argv.some((argument) => SECRET_OPTION.test(argument) || SECRET_SHAPE.test(argument));
}
