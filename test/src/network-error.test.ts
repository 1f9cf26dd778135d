import { AuthError } from '../../src/auth-error.js';
import { isCertificateError, toAuthError } from '../../src/network-error.js';
import { SAMPLES } from './samples.js';

const HOST = 'api.clickup.com';

describe('toAuthError() describes the error codes of Node', () => {
  const NO_NAME = 'the host name could not be resolved';
  const CLOSED = 'the connection was closed before the response was complete';
  const NO_ROUTE = 'the host did not respond or is not routable';
  const CERTIFICATE = 'the certificate could not be verified';

  test.each([
    ['ENOTFOUND', NO_NAME],
    ['EAI_AGAIN', NO_NAME],
    ['ECONNREFUSED', 'the connection was refused'],
    ['ECONNRESET', CLOSED],
    ['EPIPE', CLOSED],
    ['ETIMEDOUT', NO_ROUTE],
    ['EHOSTUNREACH', NO_ROUTE],
    ['ENETUNREACH', NO_ROUTE],
    ['CERT_HAS_EXPIRED', CERTIFICATE],
    ['CERT_NOT_YET_VALID', CERTIFICATE],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', CERTIFICATE],
    ['SELF_SIGNED_CERT_IN_CHAIN', CERTIFICATE],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', CERTIFICATE],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', CERTIFICATE],
    ['ERR_TLS_CERT_ALTNAME_INVALID', CERTIFICATE],
    ['ERR_PROXY_407', 'the proxy refused the connection'],
    ['INVALID_CA', CERTIFICATE],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'the connection failed'],
    ['EPROTO', 'the connection failed'],
    ['HPE_INVALID_CONSTANT', 'the connection failed'],
  ])('%s: %s', (code, problem) => {
    const cause = Object.assign(new Error('odd'), { code });
    const error = toAuthError(cause, HOST);
    expect(error.failure).toEqual({ reason: 'unreachable', input: 'apiUrl', host: HOST, code, problem });
    expect(error.cause).toBe(cause);
    expect(error.message).toContain(`${problem} (${code}).`);
    expect(isCertificateError(code)).toBe(problem === CERTIFICATE);
  });

  test('uses the first code when several addresses failed', () => {
    const errors = ['ECONNREFUSED', 'EHOSTUNREACH'].map((code) => Object.assign(new Error('odd'), { code }));
    expect(toAuthError(new AggregateError(errors), HOST).failure).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('uses the code of an AggregateError if it has one', () => {
    const cause = Object.assign(new AggregateError([]), { code: 'ETIMEDOUT' });
    expect(toAuthError(cause, HOST).failure).toMatchObject({ code: 'ETIMEDOUT' });
  });

  test.each([
    ['an error without a code', new Error('odd')],
    ['a numeric code', Object.assign(new Error('odd'), { code: 7 })],
    ['an empty AggregateError', new AggregateError([])],
    ['errors that are not an array', { errors: 'odd' }],
    ['a string', 'odd'],
    ['null', null],
    ['undefined', undefined],
  ])('%s: the connection failed', (_, cause) => {
    const error = toAuthError(cause, HOST);
    expect(error.failure).toEqual({
      reason: 'unreachable',
      input: 'apiUrl',
      host: HOST,
      problem: 'the connection failed',
    });
    expect(error.cause).toBe(cause);
  });

  test('returns an AuthError as it is', () => {
    const error = new AuthError(SAMPLES.timed_out);
    expect(toAuthError(error, HOST)).toBe(error);
  });
});

test('isCertificateError() is false without a code', () => {
  expect(isCertificateError(undefined)).toBe(false);
});
