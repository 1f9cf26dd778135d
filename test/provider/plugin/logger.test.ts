import { createLog, describeFault, parseLogLevel, type LogLevel } from '../../../provider/plugin/logger.js';

function record(level: LogLevel) {
  const lines: string[] = [];
  return { lines, log: createLog({ level, module: 'provider.clickup', write: (line) => lines.push(line) }) };
}

test('a line is JSON in the form that Terraform takes apart, to the microsecond', () => {
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
] as const)('at %s, %i of the five levels are told', (level, count) => {
  const { lines, log } = record(level);
  for (const one of ['trace', 'debug', 'info', 'warn', 'error'] as const) log(one, 'said');
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
])('TF_LOG=%s is the level %s', (text, level) => {
  expect(parseLogLevel(text)).toBe(level);
});

test('a log that nobody reads any more harms nothing', () => {
  const write = (): never => {
    throw new Error('EPIPE');
  };
  expect(() => createLog({ level: 'trace', module: 'x', write })('info', 'said')).not.toThrow();
});

test('a fault is described by its kind and place, and never by its message', () => {
  const { kind, where } = describeFault(new RangeError('of pk_1_SECRET\n    and a second line'));
  expect(kind).toBe('RangeError');
  expect(where).toContain('logger.test.ts');
  expect(where).not.toContain('SECRET');
  expect(where).not.toContain('second line');
  expect(describeFault('pk_1_SECRET')).toEqual({ kind: 'string' });
});
