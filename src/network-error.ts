import { AuthError, isAuthError } from './auth-error.js';

/** What Node's error codes mean. */
const PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'the host name could not be resolved'],
  ['EAI_AGAIN', 'the host name could not be resolved'],
  ['ECONNREFUSED', 'the connection was refused'],
  ['ECONNRESET', 'the connection was closed before the response was complete'],
  ['EPIPE', 'the connection was closed before the response was complete'],
  ['ETIMEDOUT', 'the host did not respond or is not routable'],
  ['EHOSTUNREACH', 'the host did not respond or is not routable'],
  ['ENETUNREACH', 'the host did not respond or is not routable'],
]);

/** Converts a network error to `unreachable`. Returns an AuthError as it is. */
export function toAuthError(error: unknown, host: string): AuthError {
  if (isAuthError(error)) return error;
  const code = errorCode(error);
  const problem = describeCode(code);
  return new AuthError(
    { reason: 'unreachable', input: 'apiUrl', host, ...(code !== undefined && { code }), problem },
    { cause: error },
  );
}

/** Node's error code, for example `ECONNREFUSED`. Happy Eyeballs wraps the errors of several addresses in one. */
function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('errors' in error && Array.isArray(error.errors)) return errorCode(error.errors[0]);
  return undefined;
}

/** Whether the certificate caused the error. A retry would then fail too. */
export function isCertificateError(code: string | undefined): boolean {
  return code !== undefined && /CERT|UNABLE_TO_VERIFY|^(INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)$/.test(code);
}

function describeCode(code = ''): string {
  if (isCertificateError(code)) return 'the certificate could not be verified';
  if (code.startsWith('ERR_PROXY')) return 'the proxy refused the connection';
  return PROBLEMS.get(code) ?? 'the connection failed';
}
