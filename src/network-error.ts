import { AuthError, isAuthError } from './auth-error.js';

/** Converts an error on the way to `host` to `unreachable`. Returns an AuthError as it is. */
export function toAuthError(error: unknown, host: string): AuthError {
  if (isAuthError(error)) return error;
  const code = errorCode(error);
  return new AuthError(
    {
      reason: 'unreachable',
      input: 'apiUrl',
      host,
      ...(code === undefined ? {} : { code }),
      problem: describe(code),
    },
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

/** Whether the certificate caused the error, in which case a retry cannot succeed. */
export function isCertificateError(code: string | undefined): boolean {
  return code !== undefined && /CERT|UNABLE_TO_VERIFY|^(INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)$/.test(code);
}

function describe(code: string | undefined): string {
  if (isCertificateError(code)) return 'the certificate could not be verified';
  if (code?.startsWith('ERR_PROXY')) return 'the proxy refused the connection';
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name could not be resolved';
    case 'ECONNREFUSED':
      return 'the connection was refused';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'the connection was closed before the response was complete';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'the host did not respond or is not routable';
    default:
      return 'the connection failed';
  }
}
