import { createLog, errorFields, parseLogLevel, type LogLevel } from '../../../provider/plugin/logger.js';

function record(level: LogLevel) {
  const lines: string[] = [];
  return { lines, log: createLog({ level, module: 'provider.clickup', write: (line) => lines.push(line) }) };
}

test('createLog() writes hclog JSON with microseconds', () => {
  const { lines, log } = record('trace');
  log('info', 'configured', { api_url: 'default', count: 2 });
  expect(lines).toEqual([expect.stringMatching(/^\{.*\}\n$/)]);
  expect(JSON.parse(lines[0]!)).toEqual({
    '@level': 'info',
    '@message': 'configured',
    '@module': 'provider.clickup',
    '@timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
    api_url: 'default',
    count: 2,
  });
});

test.each([
  ['trace', 5],
  ['debug', 4],
  ['info', 3],
  ['warn', 2],
  ['error', 1],
  ['off', 0],
] as const)('createLog() at level %s writes %i of the five levels', (level, count) => {
  const { lines, log } = record(level);
  for (const one of ['trace', 'debug', 'info', 'warn', 'error'] as const) log(one, 'message');
  expect(lines).toHaveLength(count);
});

test.each([
  [undefined, 'off'],
  ['', 'off'],
  ['nonsense', 'off'],
  ['DEBUG', 'debug'],
  [' trace ', 'trace'],
  ['JSON', 'trace'],
  ['off', 'off'],
])('parseLogLevel(%j) returns %s', (text, level) => {
  expect(parseLogLevel(text)).toBe(level);
});

test('createLog() ignores a write error when the host has exited', () => {
  const write = (): never => {
    throw new Error('EPIPE');
  };
  expect(() => createLog({ level: 'trace', module: 'x', write })('info', 'message')).not.toThrow();
});

test('errorFields() returns the class and the stack frames of an error, without its message', () => {
  const { kind, where } = errorFields(new RangeError('of pk_1_SECRET\n    and a second line'));
  expect(kind).toBe('RangeError');
  expect(where).toContain('logger.test.ts');
  expect(where).not.toContain('SECRET');
  expect(where).not.toContain('second line');
  expect(errorFields('pk_1_SECRET')).toEqual({ kind: 'string' });
});
