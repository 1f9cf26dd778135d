import { AuthError, invalidInput } from '../../src/auth-error.js';
import { nameInput } from '../../src/explain.js';
import {
  firstGiven,
  fromEnvironment,
  readChoice,
  readOptionalChoice,
  readRequestSettings,
  readWholeNumber,
  type RequestSources,
} from '../../src/settings.js';
import { SAMPLES } from './samples.js';
import { catchAuthError } from './auth-errors.js';

const NONE: RequestSources = {
  apiUrl: [{ name: '--api-url', text: undefined }],
  timeoutSeconds: [{ name: '--timeout-seconds', text: undefined }],
  attempts: [{ name: '--attempts', text: undefined }],
};

describe('firstGiven()', () => {
  test('returns the first source that is not blank, trimmed', () => {
    const sources = [
      { name: 'a', text: undefined },
      { name: 'b', text: ' \t' },
      { name: 'c', text: ' x ' },
      { name: 'd', text: 'y' },
    ] as const;
    expect(firstGiven(sources)).toEqual({ name: 'c', text: 'x' });
  });

  test('returns the first name and an empty text if no source is given', () => {
    expect(firstGiven([{ name: 'a', text: undefined }, fromEnvironment({}, 'B')])).toEqual({ name: 'a', text: '' });
  });
});

describe('readRequestSettings()', () => {
  test('returns undefined for what is not given, so that the defaults of the library apply', () => {
    expect(readRequestSettings(NONE)).toEqual({
      options: { apiUrl: undefined, timeoutMs: undefined, attempts: undefined },
      names: { apiUrl: '--api-url', timeoutMs: '--timeout-seconds', attempts: '--attempts' },
    });
  });

  test('returns validated options, and the name of each source', () => {
    const env = { CLICKUP_API_URL: ' https://example.com/api ', CLICKUP_ATTEMPTS: '2' };
    const settings = readRequestSettings({
      apiUrl: [{ name: 'api_url', text: '' }, fromEnvironment(env, 'CLICKUP_API_URL')],
      timeoutSeconds: [{ name: 'timeout_seconds', text: '3600' }],
      attempts: [{ name: 'attempts', text: '10' }, fromEnvironment(env, 'CLICKUP_ATTEMPTS')],
    });
    expect(settings).toEqual({
      options: { apiUrl: 'https://example.com/api', timeoutMs: 3_600_000, attempts: 10 },
      names: { apiUrl: 'CLICKUP_API_URL', timeoutMs: 'timeout_seconds', attempts: 'attempts' },
    });
  });

  test.each(['CLICKUP_API_URL', 'api-url', '--api-url', 'api_url'])('reports an invalid API URL as %s', (name) => {
    const { failure } = catchAuthError(() => readRequestSettings({ ...NONE, apiUrl: [{ name, text: 'ftp://x' }] }));
    expect(failure).toMatchObject({ reason: 'input_invalid', input: name });
  });

  test.each([
    ['timeoutSeconds', '0', 'a whole number from 1 to 3600'],
    ['timeoutSeconds', '3601', 'a whole number from 1 to 3600'],
    ['timeoutSeconds', '1.5', 'a whole number from 1 to 3600'],
    ['attempts', '11', 'a whole number from 1 to 10'],
    ['attempts', '1e1', 'a whole number from 1 to 10'],
    ['attempts', 'ten', 'a whole number from 1 to 10'],
  ])('rejects %s = %j', (setting, text, allowed) => {
    const { failure } = catchAuthError(() => readRequestSettings({ ...NONE, [setting]: [{ name: 'NAME', text }] }));
    expect(failure).toEqual({ reason: 'input_invalid', input: 'NAME', allowed });
  });
});

describe('readWholeNumber()', () => {
  test.each([
    [undefined, undefined],
    ['', undefined],
    [' 7 ', 7],
    ['0', 0],
  ])('returns for %j the value %j', (text, value) => {
    expect(readWholeNumber({ name: 'n', text }, { min: 0, max: 9 })).toBe(value);
  });

  test.each(['-1', '10', '٣', '7 7', '0x1'])('rejects %j', (text) => {
    expect(catchAuthError(() => readWholeNumber({ name: 'n', text }, { min: 0, max: 9 })).failure).toEqual({
      reason: 'input_invalid',
      input: 'n',
      allowed: 'a whole number from 0 to 9',
    });
  });
});

test.each([
  [undefined, undefined],
  ['  ', undefined],
  [' Owner ', 'owner'],
])('readOptionalChoice(): %j is %j', (text, choice) => {
  expect(readOptionalChoice({ name: 'role', text }, ['guest', 'owner'])).toBe(choice);
});

describe('readChoice()', () => {
  test('returns a choice case-insensitively, and the first choice by default', () => {
    expect(readChoice([{ name: 'c', text: ' WARN ' }], ['fail', 'warn'])).toBe('warn');
    expect(readChoice([{ name: 'c', text: undefined }], ['fail', 'warn'])).toBe('fail');
  });

  test('rejects any other text, and lists the choices', () => {
    expect(catchAuthError(() => readChoice([{ name: 'c', text: 'warning' }], ['fail', 'warn'])).failure).toEqual({
      reason: 'input_invalid',
      input: 'c',
      allowed: '`fail` or `warn`',
    });
  });
});

describe('nameInput()', () => {
  const names = { apiUrl: '--api-url', workspaces: '--workspace' };

  test.each([
    ['apiUrl', '--api-url'],
    ['workspaces[1]', '--workspace (number 2)'],
    ['attempts', 'attempts'],
    ['other[0]', 'other[0]'],
  ])('reports %s as %s', (input, expected) => {
    expect(nameInput({ ...SAMPLES.input_invalid, input }, names).input).toBe(expected);
  });

  test('renames the inputs of the other unmet requirements too', () => {
    const others = [{ ...SAMPLES.role_insufficient, input: 'role' }];
    const named = nameInput({ ...SAMPLES.user_unexpected, others }, { role: '--role' });
    expect(named.others).toEqual([{ ...SAMPLES.role_insufficient, input: '--role' }]);
  });
});

test('invalidInput() is an AuthError under the name of the input', () => {
  const error = invalidInput('--port', 'a free port');
  expect(error).toBeInstanceOf(AuthError);
  expect(error.failure).toEqual({ reason: 'input_invalid', input: '--port', allowed: 'a free port' });
});
