import { inspect } from 'node:util';
import type * as Module from '../../src/auth-error.js';
import { AuthError, isAuthError, withKnown } from '../../src/auth-error.js';
import { toAuthError } from '../../src/network-error.js';
import { explain } from '../../src/explain.js';
import type { Failure } from '../../src/failure.js';
import { SAMPLES } from './samples.js';

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

  test('has a message of the reason, the title and what happened', () => {
    const { title, happened } = explain(failure);
    expect(error.message).toBe(`[${failure.reason}] ${title}. ${happened}`);
    expect(String(error)).toBe(`AuthError: ${error.message}`);
    expect(error.stack).toContain(error.message);
  });

  test('has the failure as data, and no other data', () => {
    expect(error.failure).toBe(failure);
    expect(error.reason).toBe(failure.reason);
    expect(error.known).toEqual({});
    expect(error).not.toHaveProperty('cause');
    expect(Object.keys(error).toSorted()).toEqual(['failure', 'known', 'name']);
  });

  test('does not print its brand in a log', () => {
    expect(inspect(error)).not.toContain('Symbol');
  });

  test('is an Error and is recognized', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(AuthError);
    expect(isAuthError(error)).toBe(true);
  });
});

describe('the cause of an AuthError', () => {
  test('is kept', () => {
    const cause = new Error('reset');
    expect(new AuthError(SAMPLES.unreachable, { cause }).cause).toBe(cause);
    expect(inspect(new AuthError(SAMPLES.unreachable, { cause }))).toContain('Error: reset');
  });

  test.each([null, 0, ''])('is kept when it is %j', (cause) => {
    expect(new AuthError(SAMPLES.cancelled, { cause })).toHaveProperty('cause', cause);
  });
});

describe('withKnown()', () => {
  const cause = new Error('reset');
  const first = new AuthError(SAMPLES.unreachable, { cause, known: { tokenKind: 'oauth' } });

  test('returns the same failure and cause with additional data', () => {
    const more = withKnown(first, { identity: { id: '7' } });
    expect(more).toBeInstanceOf(AuthError);
    expect(more.failure).toBe(first.failure);
    expect(more.message).toBe(first.message);
    expect(more.cause).toBe(cause);
    expect(more.known).toEqual({ tokenKind: 'oauth', identity: { id: '7' } });
  });

  test('replaces earlier data', () => {
    expect(withKnown(first, { tokenKind: 'personal' }).known).toEqual({ tokenKind: 'personal' });
  });

  test('does not change the first error, and adds no cause', () => {
    withKnown(first, { identity: { id: '7' } });
    expect(first.known).toEqual({ tokenKind: 'oauth' });
    expect(withKnown(new AuthError(SAMPLES.cancelled), {})).not.toHaveProperty('cause');
  });
});

describe('an AuthError of another copy of the package', () => {
  const copy = loadAgain();
  const theirs = new copy.AuthError(SAMPLES.token_missing);

  test('is of another class and is recognized', () => {
    expect(copy.AuthError).not.toBe(AuthError);
    expect(theirs).not.toBeInstanceOf(AuthError);
    expect(isAuthError(theirs)).toBe(true);
    expect(copy.isAuthError(new AuthError(SAMPLES.cancelled))).toBe(true);
  });

  test('is returned as it is by toAuthError()', () => {
    expect(toAuthError(theirs, 'api.clickup.com')).toBe(theirs);
  });
});

test.each([
  ['an Error', new Error('[token_missing] odd')],
  ['an object with the name only', { name: 'AuthError', failure: SAMPLES.token_missing }],
  ['a string', 'AuthError'],
  ['null', null],
  ['undefined', undefined],
  ['a function', AuthError],
])('isAuthError() is false for %s', (_, value) => {
  expect(isAuthError(value)).toBe(false);
});
