import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { parseToken } from '../../src/index.js';
import { consent, loginEnvironment, toldAddress } from './browser.js';
import { emptyFolder, removeFolders } from './run.js';
import { describeWith } from '../tools.js';
import { runOnTerminal } from './terminal.js';
import { guardOf } from '../src/guard-of.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(async () => {
  await sandbox.close();
  removeFolders();
});

const PROMPT = 'ClickUp token';
const ESCAPE = '\u001b[';

function env(token: string, more: Record<string, string> = {}): Record<string, string> {
  return { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: token, ...more };
}

describeWith('script', 'on a terminal', () => {
  test('output is coloured', async () => {
    const { exitCode, stdout } = await runOnTerminal(['check'], { env: env(sandbox.tokens.valid) });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${ESCAPE}32m`);
    const failed = await runOnTerminal(['check'], { env: env(sandbox.tokens.revoked) });
    expect(failed.stdout).toContain(`${ESCAPE}31m`);
  });

  test.each([
    ['NO_COLOR', { NO_COLOR: '1' }],
    ['a terminal without colours', { TERM: 'dumb' }],
  ])('%s is honoured', async (_, more) => {
    for (const token of [sandbox.tokens.valid, sandbox.tokens.revoked]) {
      const { stdout } = await runOnTerminal(['check'], { env: env(token, more) });
      expect(stdout).not.toContain(ESCAPE);
    }
  });

  test('audit counts, and leaves no trace of it', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'f'), `A=${sandbox.tokens.valid}\nB=${sandbox.tokens.oauth}\n`);
    const { stdout } = await runOnTerminal(['audit', 'f'], { cwd, env: env('') });
    expect(stdout).toContain('Checked 2 of 2');
    expect(stdout).toContain(`Checked 2 of 2${ESCAPE}1G${ESCAPE}2KNAME`);
    const quiet = await runOnTerminal(['audit', 'f', '--quiet'], { cwd, env: env('') });
    expect(quiet.stdout).toBe('');
  });

  test('init asks for the token and shows nothing of it', async () => {
    const cwd = emptyFolder();
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

  test('nothing typed is asked again, and Ctrl-C ends with 130', async () => {
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

  test('--token-stdin asks, so that nothing is shown', async () => {
    const token = sandbox.tokens.oauth;
    const { exitCode, stdout } = await runOnTerminal(['check', '--token-stdin'], {
      env: env(''),
      type: [{ after: PROMPT, text: `${token}\r` }],
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('It came from standard input.');
    expect(guardOf(parseToken(token)).reveals(stdout)).toBe(false);
  });

  test('login asks for what the environment does not hold, the secret unseen, and takes a pasted redirect', async () => {
    const { CLICKUP_CLIENT_ID: id, CLICKUP_CLIENT_SECRET: secret, ...rest } = loginEnvironment(sandbox);
    let redirect: Promise<string> | undefined;
    const { exitCode, stdout } = await runOnTerminal(['login', '--no-browser'], {
      env: rest,
      type: [
        { after: 'Client id', text: `${id}\r` },
        { after: 'Client secret', text: `${secret}\r` },
        {
          after: 'Address',
          text: async (screen) => {
            const told = toldAddress(screen, sandbox) ?? '';
            redirect ??= consent(told, 'connect', '9011234080').then((url) => `${url.href}\r`);
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
