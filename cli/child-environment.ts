import type { Environment } from '../src/integration.js';

/** Variables that git, the keyring and a browser need. No other variable is passed, because it may be a secret. */
const NAMES = new Set(
  (
    'PATH PATHEXT HOME USER LOGNAME USERNAME SHELL LANG LANGUAGE TZ TMPDIR TMP TEMP TERM DISPLAY WAYLAND_DISPLAY ' +
    'XAUTHORITY DBUS_SESSION_BUS_ADDRESS BROWSER DESKTOP_SESSION KDE_FULL_SESSION KDE_SESSION_VERSION ' +
    'WSL_DISTRO_NAME WSL_INTEROP SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC APPDATA LOCALAPPDATA PROGRAMDATA ' +
    'PROGRAMFILES PROGRAMFILES(X86) USERPROFILE HOMEDRIVE HOMEPATH'
  ).split(' '),
);

/** The variables of `env` that a child process may have. */
export function childEnvironment(env: Environment): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => isPassed(name)));
}

function isPassed(name: string): boolean {
  // Names are case-insensitive on Windows.
  const upper = name.toUpperCase();
  return NAMES.has(upper) || /^(?:LC|XDG)_/.test(upper);
}
