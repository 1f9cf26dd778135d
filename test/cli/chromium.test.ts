import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { loginEnvironment, toldAddress } from './browser.js';
import { emptyFolder, removeFolders, runCli, type Ended } from './run.js';
import { CHROMIUM, describeWith } from '../tools.js';
import type { Browser, Page } from 'playwright-core';

describeWith('chromium', 'login in a real Chromium', () => {
  let sandbox: Sandbox;
  let browser: Browser;

  beforeAll(async () => {
    sandbox = await startSandbox();
    const { chromium } = await import('playwright-core');
    // Its own sandbox can't be had as root, as in a container.
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.close();
    removeFolders();
  });

  /** Runs `login`; the program that opens a browser tells which address it was given, and `person` goes there. */
  async function login(person: (page: Page, cwd: string) => Promise<void>): Promise<Ended & { cwd: string }> {
    const cwd = emptyFolder();
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
    const giveUp = new AbortController();
    const ended = await runCli(['login', '--port', '0'], {
      cwd,
      signal: giveUp.signal,
      env: { ...env, PATH: `${bin}:${env['PATH'] ?? ''}` },
      onStderr: (all) => {
        const told = toldAddress(all, sandbox);
        if (told === undefined || visited !== undefined) return;
        visited = untilOpened(cwd).then(async (address) => {
          expect(address).toBe(told);
          await page.goto(address);
          await person(page, cwd);
        });
        // Else the login would wait for a browser that never comes.
        visited.catch(() => giveUp.abort());
      },
    });
    await visited;
    await page.close();
    return { ...ended, cwd };
  }

  /** The program is started without being waited for: its file appears when it has run. */
  async function untilOpened(folder: string): Promise<string> {
    const file = join(folder, 'opened');
    const watcher = watch(folder);
    while (!existsSync(file)) await once(watcher, 'change');
    watcher.close();
    return readFileSync(file, 'utf8');
  }

  /** For a person who wants to look: SCREENSHOTS names a folder. */
  async function picture(page: Page, name: string): Promise<void> {
    const folder = process.env['SCREENSHOTS'];
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
  }

  test('a person picks Workspaces, connects, and is told so by a page that holds no secret and asks for nothing', async () => {
    const asked: string[] = [];
    let body = '';
    const { exitCode, stdout, cwd } = await login(async (page) => {
      await picture(page, 'consent');
      expect(await page.title()).toContain('ClickUp');
      await page.getByLabel('Globex').uncheck();
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.getByRole('button', { name: 'Connect' }).click();
      await page.getByRole('heading', { name: 'You are signed in' }).waitFor();
      await picture(page, 'signed-in');
      body = await page.content();
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Acme');
    expect(stdout).not.toContain('Globex');
    const token = readFileSync(join(cwd, '.env'), 'utf8').trim().split('=')[1] ?? '?';
    expect(body).not.toContain(token);
    expect(body).not.toMatch(/[0-9A-F]{32}/);
    // The page loads nothing; an icon is what a browser asks for by itself, and is refused.
    expect(asked.filter((path) => path !== '/favicon.ico')).toEqual(['/api', '/callback']);
  });

  test('Cancel is told on the page and in the terminal', async () => {
    const { exitCode, stderr } = await login(async (page) => {
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('heading', { name: 'Access was not granted' }).waitFor();
      await picture(page, 'denied');
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('✗ Access was not granted');
  });

  test('a page that guesses at the state gets a refusal, and learns nothing from it', async () => {
    const { exitCode } = await login(async (page) => {
      const redirect = new URL(new URL(page.url()).searchParams.get('redirect_uri') ?? '');
      const other = await browser.newPage();
      redirect.search = '?code=FORGED&state=guess';
      await other.goto(redirect.href);
      await other.getByRole('heading', { name: 'This redirect was refused' }).waitFor();
      await picture(other, 'refused');
      // Another site's script may send the request, and may not read the answer.
      await other.goto(sandbox.url);
      const read = await other.evaluate(
        (url) =>
          fetch(url)
            .then((reply) => reply.text())
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
