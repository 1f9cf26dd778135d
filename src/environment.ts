import type { Environment } from './settings.js';

/**
 * Warnings about variables that let others read the token. Every integration prints them, because Node.js reports the
 * first one only once per process and on standard error, where CI logs often hide it.
 */
export function environmentWarnings(env: Environment): readonly string[] {
  const warnings: string[] = [];
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    warnings.push(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 turns off certificate verification, so another server can read the token. ' +
        'Remove this variable. For a private certificate authority, set NODE_EXTRA_CA_CERTS.',
    );
  }
  if (/(?:^|[\s"'])--tls-keylog\b/.test(env['NODE_OPTIONS'] ?? '')) {
    warnings.push(
      'NODE_OPTIONS contains --tls-keylog, which writes the keys of encrypted connections to a file. ' +
        'Anyone with this file and a recording of the traffic can read the token. Remove this option.',
    );
  }
  if (/stream|\*/i.test(env['NODE_DEBUG'] ?? '')) {
    warnings.push(
      'NODE_DEBUG makes Node.js log the bytes of responses, and the response to a login contains the new token. ' +
        'Remove stream and * from this variable.',
    );
  }
  return warnings;
}
