import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { childEnvironment } from '../child-environment.js';
import type { Context } from '../context.js';

/**
 * Opens a URL in the default browser. The process emits `error` if there is no opener, and `exit` with another code than 0
 * if there is no browser. Other users can read the URL in the list of processes.
 */
export function openBrowser(url: string, { env, platform }: Pick<Context, 'env' | 'platform'>): ChildProcess {
  const [command, ...args] = opener(platform, env);
  const options = { env: childEnvironment(env), stdio: 'ignore', detached: true } as const;
  const child = spawn(command, [...args, url], options);
  // The browser may be a child of the opener and stay open.
  child.unref();
  return child;
}

function opener(platform: NodeJS.Platform, env: Context['env']): [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  const windows = ['url.dll,FileProtocolHandler'];
  // By its path, because Windows searches the working directory first.
  if (platform === 'win32') return [join(env['SYSTEMROOT'] ?? 'C:\\Windows', 'System32', 'rundll32.exe'), ...windows];
  return env['WSL_DISTRO_NAME'] ? ['rundll32.exe', ...windows] : ['xdg-open'];
}
