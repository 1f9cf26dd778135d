import { linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { parseToken, VERSION } from '../../src/index.js';
import { guardOf } from '../src/guard-of.js';
import { parseJson, removeTemporaryDirectories, runCli, temporaryDirectory, type CliResult } from './run.js';
import { childrenOf, parseXml, textOf } from './xml.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1000 });
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

interface Audited extends CliResult {
  readonly junit: string;
  readonly sarif: string;
}

/** Audits a file with both reports. */
async function audit(content: string, env: Record<string, string> = {}, args: string[] = []): Promise<Audited> {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'tokens #1.env'), content);
  const result = await runCli(['audit', 'tokens #1.env', '--junit', 'junit.xml', '--sarif', 'audit.sarif', ...args], {
    cwd,
    env: { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_ATTEMPTS: '1', ...env },
  });
  return {
    ...result,
    junit: readFileSync(join(cwd, 'junit.xml'), 'utf8'),
    sarif: readFileSync(join(cwd, 'audit.sarif'), 'utf8'),
  };
}

interface Sarif {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly message: { readonly text: string };
        readonly locations: readonly [
          {
            readonly physicalLocation: {
              readonly artifactLocation: { readonly uri: string };
              readonly region: { readonly startLine: number };
            };
          },
        ];
      }[];
    },
  ];
}

function parseSarif(text: string): Sarif {
  const value: Sarif = JSON.parse(text);
  return value;
}

test('--junit writes a test case for each credential, with the failure of those that do not pass', async () => {
  const { valid, revoked, outage } = sandbox.tokens;
  const { exitCode, stdout, junit } = await audit(`# tokens\nA=${valid}\nB=${revoked}\n\nC=${outage}\n`);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('1 of 3 credentials passed the check.');
  const root = parseXml(junit);
  const counts = { tests: '3', failures: '2', errors: '0', skipped: '0' };
  expect(root).toMatchObject({ name: 'testsuites', attributes: counts });
  const [suite] = root.children;
  expect(suite).toMatchObject({ name: 'testsuite', attributes: { name: 'clickup-auth audit', ...counts } });
  const cases = childrenOf(suite).flatMap((one) => (typeof one === 'string' ? [] : [one]));
  expect(cases.map(({ name, attributes }) => ({ name, ...attributes }))).toEqual([
    { name: 'A', classname: 'clickup-auth', file: 'tokens #1.env', line: '2' },
    { name: 'B', classname: 'clickup-auth', file: 'tokens #1.env', line: '3' },
    { name: 'C', classname: 'clickup-auth', file: 'tokens #1.env', line: '5' },
  ]);
  expect(cases[0]?.children).toEqual([]);
  const [failure] = cases[1]?.children ?? [];
  expect(failure).toMatchObject({
    name: 'failure',
    attributes: { type: 'token_rejected', message: 'ClickUp rejected the token' },
  });
  expect(textOf(failure)).toMatch(
    /OAUTH_025[^]*\nLikely cause: The token was regenerated[^]*\nWhat to do: Create a new/,
  );
});

test('--sarif writes a rule for each reason and a result for each credential that does not pass', async () => {
  const { valid, revoked, withdrawn, outage } = sandbox.tokens;
  const { sarif } = await audit(`A=${valid}\nB=${revoked}\nC=${outage}\nD=${withdrawn}\n`);
  const { version, runs } = parseSarif(sarif);
  expect(version).toBe('2.1.0');
  expect(runs).toHaveLength(1);
  const [{ tool, results }] = runs;
  const texts = { shortDescription: { text: expect.any(String) }, fullDescription: { text: expect.any(String) } };
  expect(tool.driver).toEqual({
    name: 'clickup-auth',
    version: VERSION,
    rules: [
      { id: 'token_rejected', ...texts, help: { text: expect.any(String) } },
      { id: 'clickup_unavailable', ...texts, help: { text: expect.any(String) } },
    ],
  });
  expect(results.map(({ ruleId, locations }) => [ruleId, locations[0].physicalLocation])).toEqual(
    [
      ['token_rejected', 2],
      ['clickup_unavailable', 3],
      ['token_rejected', 4],
    ].map(([ruleId, startLine]) => [ruleId, { artifactLocation: { uri: 'tokens%20%231.env' }, region: { startLine } }]),
  );
  expect(results[0]).toMatchObject({
    level: 'error',
    message: { text: expect.stringMatching(/^B: ClickUp rejected the token\. .*Likely cause: .* What to do: /) },
    locations: [{ logicalLocations: [{ name: 'B' }] }],
  });
  // The check does not know whether the token works.
  expect(results[1]).toMatchObject({ level: 'warning' });
});

test('reports have the line of an entry of a JSON file', async () => {
  const content =
    '[\n {"name": "A", "lists": [{"id": "1"}]}, {"name": "B"},\n\n {\n "name": "{\\"[", "secret": "C"}\n]';
  const { junit, sarif } = await audit(content);
  expect([...junit.matchAll(/line="(\d+)"/g)].map(([, line]) => line)).toEqual(['2', '2', '4']);
  const [{ results }] = parseSarif(sarif).runs;
  expect(results.map(({ locations }) => locations[0].physicalLocation.region.startLine)).toEqual([2, 2, 4]);
});

test('reports of standard input and of variables name no line', async () => {
  const cwd = temporaryDirectory();
  const env = { CLICKUP_API_URL: sandbox.apiUrl };
  const args = ['audit', '-', '--env', 'NOT_SET', '--junit', 'junit.xml', '--sarif', 'audit.sarif'];
  await runCli(args, { cwd, env, stdin: `A=${sandbox.tokens.revoked}` });
  expect(readFileSync(join(cwd, 'junit.xml'), 'utf8')).not.toMatch(/line=|file=/);
  const [{ results }] = parseSarif(readFileSync(join(cwd, 'audit.sarif'), 'utf8')).runs;
  expect(results.map(({ locations }) => locations)).toEqual(
    ['NOT_SET', 'A'].map((name) => [
      {
        physicalLocation: { artifactLocation: { uri: 'clickup-auth' }, region: { startLine: expect.any(Number) } },
        logicalLocations: [{ name, kind: 'variable' }],
      },
    ]),
  );
});

test('reports escape names and texts', async () => {
  const name = `<b a="1">&amp; ]]> [x](https://example.com) \u0000\u001b\ud800\uffff 例`;
  const { junit, sarif } = await audit(JSON.stringify([{ name, secret: 'UNSET' }]));
  const [suite] = parseXml(junit).children;
  const [testCase] = childrenOf(suite);
  expect(testCase).toMatchObject({
    attributes: { name: '<b a="1">&amp; ]]> [x](https://example.com)  \ufffd\ufffd 例' },
  });
  const [{ results }] = parseSarif(sarif).runs;
  // Not a link.
  expect(results[0]?.message.text).toContain('\\[x\\](https://example.com)');
});

test('reports are written if all credentials pass', async () => {
  const { exitCode, junit, sarif } = await audit(`A=${sandbox.tokens.valid}\n`);
  expect(exitCode).toBe(0);
  expect(parseXml(junit).attributes).toMatchObject({ tests: '1', failures: '0' });
  expect(parseSarif(sarif).runs[0]).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
});

test('reports and output contain no part of a token', async () => {
  const { lying, echo, revoked, reader } = sandbox.tokens;
  const env = { LYING: lying, ECHO: echo, REVOKED: revoked, READER: reader };
  const lists = ['901100000001:edit'];
  const entries = Object.keys(env).map((secret) => ({ secret, lists }));
  const { stdout, stderr, junit, sarif } = await audit(JSON.stringify(entries), env, ['--json']);
  expect(parseJson(stdout)).toMatchObject({ message: '0 of 4 credentials passed the check.' });
  for (const token of Object.values(env)) {
    for (const text of [stdout, stderr, junit, sarif]) expect(guardOf(parseToken(token)).reveals(text)).toBe(false);
  }
});

test.each(['--junit', '--sarif'])(
  'audit exits with 2 if %s cannot be written, and prints the results',
  async (option) => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'tokens.env'), `A=${sandbox.tokens.revoked}\n`);
    const env = { CLICKUP_API_URL: sandbox.apiUrl };
    const args = ['audit', 'tokens.env', option, 'missing/report'];
    const { exitCode, stdout, stderr } = await runCli(args, { cwd, env });
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/A +token_rejected/);
    expect(stderr).toContain('Warning: A: ClickUp rejected the token.');
    expect(stderr).toContain('✗ Cannot write report\n  The attempt to write missing/report failed with ENOENT.');
    const json = await runCli([...args, '--json'], { cwd, env });
    expect(parseJson(json.stdout)).toMatchObject({
      exitCode: 2,
      status: 'input_invalid',
      input: option,
      credentials: [{ status: 'token_rejected' }],
    });
  },
);

test('audit rejects a report that would overwrite the file of tokens, and an empty path', async () => {
  const cwd = temporaryDirectory();
  const content = `A=${sandbox.tokens.valid}\n`;
  writeFileSync(join(cwd, 'tokens.env'), content);
  symlinkSync('tokens.env', join(cwd, 'link.xml'));
  symlinkSync('later.xml', join(cwd, 'dangling.xml'));
  linkSync(join(cwd, 'tokens.env'), join(cwd, 'hard.xml'));
  symlinkSync('.', join(cwd, 'folder-link'));
  for (const options of [
    ['--junit', './tokens.env'],
    ['--sarif', 'tokens.env'],
    ['--junit', ''],
    ['--junit', 'link.xml'],
    ['--junit', 'hard.xml'],
    ['--junit', 'new.xml', '--sarif', 'folder-link/../new.xml'],
    ['--junit', 'report', '--sarif', './report'],
    ['--junit', 'dangling.xml', '--sarif', 'later.xml'],
  ]) {
    const { exitCode, stdout } = await runCli(['audit', 'tokens.env', ...options, '--json'], { cwd });
    expect(exitCode).toBe(2);
    expect(parseJson(stdout)).toMatchObject({ input: options.at(-2) });
  }
  expect(readFileSync(join(cwd, 'tokens.env'), 'utf8')).toBe(content);
});
