import { inspect } from 'node:util';
import type * as Module from '../../src/auth-error.js';
import { AuthError, isAuthError, isCertificateFault } from '../../src/auth-error.js';
import { explain } from '../../src/explain.js';
import type { Failure } from '../../src/failure.js';
import { SAMPLES } from './samples.js';

const HOST = 'api.clickup.com';

/** The module as another copy of the package in this process loads it. */
function loadAgain(): typeof Module {
  let copy: typeof Module | undefined;
  jest.isolateModules(() => {
    copy = jest.requireActual<typeof Module>('../../src/auth-error.js');
  });
  if (copy === undefined) throw new Error('Expected a module');
  return copy;
}

describe.each(Object.values<Failure>(SAMPLES))('an AuthError of $reason', (failure) => {
  const error = new AuthError(failure);

  test('begins its message with the reason, then says the title and what happened', () => {
    const { title, happened } = explain(failure);
    expect(error.message).toBe(`[${failure.reason}] ${title}. ${happened}`);
    expect(String(error)).toBe(`AuthError: ${error.message}`);
    expect(error.stack).toContain(error.message);
  });

  test('holds the failure as data, and nothing that it was not given', () => {
    expect(error.failure).toBe(failure);
    expect(error.reason).toBe(failure.reason);
    expect(error.known).toEqual({});
    expect(error).not.toHaveProperty('cause');
    expect(Object.keys(error).toSorted()).toEqual(['failure', 'known', 'name']);
  });

  test('shows no mark of ours in a log', () => {
    expect(inspect(error)).not.toContain('Symbol');
  });

  test('is an Error, and is recognised', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(AuthError);
    expect(isAuthError(error)).toBe(true);
  });
});

describe('the cause of an AuthError', () => {
  test('is kept', () => {
    const cause = new Error('cut');
    expect(new AuthError(SAMPLES.unreachable, { cause }).cause).toBe(cause);
    expect(inspect(new AuthError(SAMPLES.unreachable, { cause }))).toContain('Error: cut');
  });

  test.each([null, 0, ''])('is kept when it is %j', (cause) => {
    expect(new AuthError(SAMPLES.cancelled, { cause })).toHaveProperty('cause', cause);
  });
});

describe('withKnown()', () => {
  const cause = new Error('cut');
  const first = new AuthError(SAMPLES.unreachable, { cause, known: { tokenKind: 'oauth' } });

  test('gives the same failure and cause, with more of what is known', () => {
    const more = first.withKnown({ identity: { id: '7' } });
    expect(more).toBeInstanceOf(AuthError);
    expect(more.failure).toBe(first.failure);
    expect(more.message).toBe(first.message);
    expect(more.cause).toBe(cause);
    expect(more.known).toEqual({ tokenKind: 'oauth', identity: { id: '7' } });
  });

  test('takes the newer of two truths', () => {
    expect(first.withKnown({ tokenKind: 'personal' }).known).toEqual({ tokenKind: 'personal' });
  });

  test('leaves the first error as it is, and invents no cause', () => {
    first.withKnown({ identity: { id: '7' } });
    expect(first.known).toEqual({ tokenKind: 'oauth' });
    expect(new AuthError(SAMPLES.cancelled).withKnown({})).not.toHaveProperty('cause');
  });
});

describe('AuthError.from() gives Node’s faults words', () => {
  const NO_NAME = 'the name could not be resolved';
  const CUT = 'the connection was cut';
  const NO_ROUTE = 'there is no route to it';
  const CERTIFICATE = 'the certificate could not be verified';

  test.each([
    ['ENOTFOUND', NO_NAME],
    ['EAI_AGAIN', NO_NAME],
    ['ECONNREFUSED', 'the connection was refused'],
    ['ECONNRESET', CUT],
    ['EPIPE', CUT],
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
    ['ERR_PROXY_407', 'the proxy did not let the request through'],
    ['INVALID_CA', CERTIFICATE],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'the connection failed'],
    ['EPROTO', 'the connection failed'],
    ['HPE_INVALID_CONSTANT', 'the connection failed'],
  ])('%s: %s', (code, problem) => {
    const fault = Object.assign(new Error('odd'), { code });
    const error = AuthError.from(fault, HOST);
    expect(error.failure).toEqual({ reason: 'unreachable', input: 'apiUrl', host: HOST, code, problem });
    expect(error.cause).toBe(fault);
    expect(error.message).toContain(`${problem} (${code}).`);
    expect(isCertificateFault(code)).toBe(problem === CERTIFICATE);
  });

  test('of several addresses, by the first', () => {
    const faults = ['ECONNREFUSED', 'EHOSTUNREACH'].map((code) => Object.assign(new Error('odd'), { code }));
    expect(AuthError.from(new AggregateError(faults), HOST).failure).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('of several addresses, by its own where it has one', () => {
    const fault = Object.assign(new AggregateError([]), { code: 'ETIMEDOUT' });
    expect(AuthError.from(fault, HOST).failure).toMatchObject({ code: 'ETIMEDOUT' });
  });

  test.each([
    ['an error without a code', new Error('odd')],
    ['a code that is a number', Object.assign(new Error('odd'), { code: 7 })],
    ['an aggregate of nothing', new AggregateError([])],
    ['errors that are no list', { errors: 'odd' }],
    ['a text', 'odd'],
    ['null', null],
    ['undefined', undefined],
  ])('%s: the connection failed', (_, fault) => {
    const error = AuthError.from(fault, HOST);
    expect(error.failure).toEqual({
      reason: 'unreachable',
      input: 'apiUrl',
      host: HOST,
      problem: 'the connection failed',
    });
    expect(error.cause).toBe(fault);
  });

  test('gives an AuthError back as it is', () => {
    const error = new AuthError(SAMPLES.timed_out);
    expect(AuthError.from(error, HOST)).toBe(error);
  });
});

test('isCertificateFault() is false without a code', () => {
  expect(isCertificateFault(undefined)).toBe(false);
});

describe('an AuthError of another copy of the package', () => {
  const copy = loadAgain();
  const theirs = new copy.AuthError(SAMPLES.token_missing);

  test('is of another class, and is recognised all the same', () => {
    expect(copy.AuthError).not.toBe(AuthError);
    expect(theirs).not.toBeInstanceOf(AuthError);
    expect(isAuthError(theirs)).toBe(true);
    expect(copy.isAuthError(new AuthError(SAMPLES.cancelled))).toBe(true);
  });

  test('comes back as it is from AuthError.from()', () => {
    expect(AuthError.from(theirs, HOST)).toBe(theirs);
  });
});

test.each([
  ['an Error', new Error('[token_missing] odd')],
  ['what only has the name', { name: 'AuthError', failure: SAMPLES.token_missing }],
  ['a text', 'AuthError'],
  ['null', null],
  ['undefined', undefined],
  ['a function', AuthError],
])('isAuthError() is false for %s', (_, value) => {
  expect(isAuthError(value)).toBe(false);
});
