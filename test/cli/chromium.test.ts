import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { loginEnvironment, findAuthorizationUrl } from './browser.js';
import { temporaryDirectory, removeTemporaryDirectories, runCli, type CliResult } from './run.js';
import { CHROMIUM, describeWith } from '../tools.js';
import type { Browser, Page } from 'playwright-core';

describeWith('chromium', 'login in a real Chromium', () => {
  let sandbox: Sandbox;
  let browser: Browser;

  beforeAll(async () => {
    sandbox = await startSandbox();
    const { chromium } = await import('playwright-core');
    // Chromium's own sandbox does not work as root, for example in a container.
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.close();
    removeTemporaryDirectories();
  });

  /** Runs `login` with a stub that records the URL to open, opens that URL in Chromium, and calls `interact`. */
  async function login(interact: (page: Page, cwd: string) => Promise<void>): Promise<CliResult & { cwd: string }> {
    const cwd = temporaryDirectory();
    const bin = join(cwd, 'bin');
    mkdirSync(bin);
    const opened = join(cwd, 'opened');
    writeFileSync(
      join(bin, 'xdg-open'),
      `#!/bin/sh\nprintf %s "$1" > '${opened}.new'\nmv '${opened}.new' '${opened}'\n`,
    );
    chmodSync(join(bin, 'xdg-open'), 0o755);
    const env = loginEnvironment(sandbox);
    const page = await browser.newPage({ viewport: { width: 900, height: 600 } });
    let visited: Promise<void> | undefined;
    const abort = new AbortController();
    const ended = await runCli(['login', '--port', '0'], {
      cwd,
      signal: abort.signal,
      env: { ...env, PATH: `${bin}:${env['PATH'] ?? ''}` },
      onStderr: (all) => {
        const url = findAuthorizationUrl(all, sandbox);
        if (url === undefined || visited !== undefined) return;
        visited = untilOpened(cwd).then(async (openedUrl) => {
          // The arguments of a process are public, and the URL has the state.
          expect(openedUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
          expect(openedUrl).not.toContain(new URL(url).searchParams.get('state') ?? '?');
          await page.goto(openedUrl);
          await interact(page, cwd);
        });
        // Otherwise the login would wait for its time limit after a failed assertion.
        visited.catch(() => abort.abort());
      },
    });
    await visited;
    await page.close();
    return { ...ended, cwd };
  }

  /** Waits for the file that the stub writes, because `login` does not wait for the stub. */
  async function untilOpened(directory: string): Promise<string> {
    const file = join(directory, 'opened');
    const watcher = watch(directory);
    while (!existsSync(file)) await once(watcher, 'change');
    watcher.close();
    return readFileSync(file, 'utf8');
  }

  /** Saves a screenshot if the SCREENSHOTS variable names a directory. */
  async function screenshot(page: Page, name: string): Promise<void> {
    const directory = process.env['SCREENSHOTS'];
    if (directory !== undefined) await page.screenshot({ path: join(directory, `${name}.png`) });
  }

  test('stores a token for the selected Workspaces and shows a page without secrets or further requests', async () => {
    const requested: string[] = [];
    let body = '';
    const { exitCode, stdout, cwd } = await login(async (page) => {
      await screenshot(page, 'consent');
      expect(await page.title()).toContain('ClickUp');
      await page.getByLabel('Globex').uncheck();
      page.on('request', (request) => requested.push(new URL(request.url()).pathname));
      await page.getByRole('button', { name: 'Connect' }).click();
      await page.getByRole('heading', { name: 'You are signed in' }).waitFor();
      await screenshot(page, 'signed-in');
      body = await page.content();
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Acme');
    expect(stdout).not.toContain('Globex');
    const token = readFileSync(join(cwd, '.env'), 'utf8').trim().split('=')[1] ?? '?';
    expect(body).not.toContain(token);
    expect(body).not.toMatch(/[0-9A-F]{32}/);
    // The page loads nothing. Browsers request /favicon.ico on their own.
    expect(requested.filter((path) => path !== '/favicon.ico')).toEqual(['/api', '/callback']);
  });

  test('reports Cancel on the page and in the terminal', async () => {
    const { exitCode, stderr } = await login(async (page) => {
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('heading', { name: 'Access was not granted' }).waitFor();
      await screenshot(page, 'denied');
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('✗ Access was not granted');
  });

  test('rejects a redirect with a wrong state, and other sites cannot read the response', async () => {
    const { exitCode } = await login(async (page) => {
      const redirect = new URL(new URL(page.url()).searchParams.get('redirect_uri') ?? '');
      const other = await browser.newPage();
      redirect.search = '?code=FORGED&state=guess';
      await other.goto(redirect.href);
      await other.getByRole('heading', { name: 'Redirect rejected' }).waitFor();
      await screenshot(other, 'rejected');
      // A script of another site can send the request, but the same-origin policy hides the response.
      await other.goto(sandbox.url);
      const read = await other.evaluate(
        (url) =>
          fetch(url)
            .then((response) => response.text())
            .catch((error: Error) => error.name),
        redirect.href,
      );
      expect(read).toBe('TypeError');
      await other.close();
      await page.getByRole('button', { name: 'Connect' }).click();
      await page.getByRole('heading', { name: 'You are signed in' }).waitFor();
    });
    expect(exitCode).toBe(0);
  });
});
