import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { parseToken } from '../../src/index.js';
import { submitConsent, loginEnvironment, findAuthorizationUrl } from './browser.js';
import { temporaryDirectory, removeTemporaryDirectories } from './run.js';
import { describeWith } from '../tools.js';
import { runOnTerminal } from './terminal.js';
import { guardOf } from '../src/guard-of.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

const PROMPT = 'ClickUp token';
const ESCAPE = '\u001b[';

function env(token: string, more: Record<string, string> = {}): Record<string, string> {
  return { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: token, ...more };
}

describeWith('script', 'the CLI on a terminal', () => {
  test('prints colors', async () => {
    const { exitCode, stdout } = await runOnTerminal(['check'], { env: env(sandbox.tokens.valid) });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${ESCAPE}32m`);
    const failed = await runOnTerminal(['check'], { env: env(sandbox.tokens.revoked) });
    expect(failed.stdout).toContain(`${ESCAPE}31m`);
  });

  test.each([
    ['NO_COLOR=1', { NO_COLOR: '1' }],
    ['TERM=dumb', { TERM: 'dumb' }],
  ])('prints no colors with %s', async (_, more) => {
    for (const token of [sandbox.tokens.valid, sandbox.tokens.revoked]) {
      const { stdout } = await runOnTerminal(['check'], { env: env(token, more) });
      expect(stdout).not.toContain(ESCAPE);
    }
  });

  test('audit shows progress and clears it at the end', async () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'f'), `A=${sandbox.tokens.valid}\nB=${sandbox.tokens.oauth}\n`);
    const { stdout } = await runOnTerminal(['audit', 'f'], { cwd, env: env('') });
    expect(stdout).toContain('Checked 0 of 2');
    expect(stdout).toContain(`Checked 2 of 2${ESCAPE}1G${ESCAPE}2KNAME`);
    const quiet = await runOnTerminal(['audit', 'f', '--quiet'], { cwd, env: env('') });
    expect(quiet.stdout).toBe('');
  });

  test('init prompts for the token without showing it', async () => {
    const cwd = temporaryDirectory();
    const token = sandbox.tokens.valid;
    const { exitCode, stdout } = await runOnTerminal(['init'], {
      cwd,
      env: env(''),
      type: [{ after: PROMPT, text: `${token}\r` }],
    });
    expect(exitCode).toBe(0);
    expect(readFileSync(join(cwd, '.env'), 'utf8')).toBe(`CLICKUP_API_TOKEN=${token}\n`);
    expect(guardOf(parseToken(token)).reveals(stdout)).toBe(false);
  });

  test('init prompts again if nothing is entered, and exits with 130 on Ctrl-C', async () => {
    const { exitCode, stdout } = await runOnTerminal(['init'], {
      env: env(''),
      type: [
        { after: PROMPT, text: '\r' },
        { after: 'Nothing was entered.', text: '\u0003' },
      ],
    });
    expect(exitCode).toBe(130);
    expect(stdout).toContain('The check was cancelled');
  });

  test('check --token-stdin prompts for the token without showing it', async () => {
    const token = sandbox.tokens.oauth;
    const { exitCode, stdout } = await runOnTerminal(['check', '--token-stdin'], {
      env: env(''),
      type: [{ after: PROMPT, text: `${token}\r` }],
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('The token came from standard input.');
    expect(guardOf(parseToken(token)).reveals(stdout)).toBe(false);
  });

  test('login --no-browser prompts for the client ID, the hidden client secret and the redirect URL', async () => {
    const { CLICKUP_CLIENT_ID: id, CLICKUP_CLIENT_SECRET: secret, ...rest } = loginEnvironment(sandbox);
    let redirect: Promise<string> | undefined;
    const { exitCode, stdout } = await runOnTerminal(['login', '--no-browser'], {
      env: rest,
      type: [
        { after: 'Client ID', text: `${id}\r` },
        { after: 'Client secret', text: `${secret}\r` },
        {
          after: 'Redirect URL',
          text: async (screen) => {
            const printedUrl = findAuthorizationUrl(screen, sandbox) ?? '';
            redirect ??= submitConsent(printedUrl, 'connect', '9011234080').then((url) => `${url.href}\r`);
            return redirect;
          },
        },
      ],
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('is stored in .env.');
    expect(stdout).not.toContain(secret);
  });
});
