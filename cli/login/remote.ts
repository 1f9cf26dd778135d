import { existsSync } from 'node:fs';
import type { Context } from '../context.js';

/** Why the browser of this machine may not reach the user or the listener, in one sentence; undefined if it should. */
export function remoteEnvironment({ env, platform }: Pick<Context, 'env' | 'platform'>): string | undefined {
  const isSet = (...names: readonly string[]): boolean => names.some((name) => (env[name] ?? '') !== '');
  if (isSet('SSH_CONNECTION', 'SSH_CLIENT', 'SSH_TTY')) return 'This is an SSH session.';
  if (isSet('CODESPACES', 'REMOTE_CONTAINERS', 'GITPOD_WORKSPACE_ID'))
    return 'This is a remote development environment.';
  const isContainer = isSet('KUBERNETES_SERVICE_HOST', 'container') || CONTAINER_FILES.some((file) => existsSync(file));
  if (platform === 'linux' && isContainer) return 'This is a container.';
  if (isSet('WSL_DISTRO_NAME', 'WSL_INTEROP')) return 'This is WSL, whose browser runs on Windows.';
  if (platform === 'linux' && !isSet('DISPLAY', 'WAYLAND_DISPLAY'))
    return 'This machine has no display (DISPLAY is not set).';
  return undefined;
}

const CONTAINER_FILES = ['/.dockerenv', '/run/.containerenv'];

/** How to continue if the browser cannot be opened or cannot reach the listener. */
export function adviceWithoutBrowser(why: string, redirectUri: string): string {
  const { port } = new URL(redirectUri);
  return (
    `${why} If no browser opens, or if the browser cannot reach ${redirectUri}, do one of the following:\n` +
    '  - Press Ctrl-C and run the command again with --no-browser. You then paste the redirect URL.\n' +
    `  - From the machine with the browser, forward the port: ssh -L ${port}:127.0.0.1:${port} HOST. Then visit the URL above.\n\n`
  );
}
