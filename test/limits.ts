/** Tests that a platform cannot run. They are skipped there by name, with the reason, also under CI=true. */
export interface Limit {
  readonly platforms: readonly NodeJS.Platform[];
  /** Test files, as their paths in `test` begin. */
  readonly files: readonly string[];
  /** Part of the names of those tests. Default: all tests of the files. */
  readonly names?: RegExp;
  readonly reason: string;
}

// What needs a tool that a platform does not have is in tools.ts.
export const LIMITS: readonly Limit[] = [
  {
    platforms: ['win32'],
    files: [
      'provider/clickup/provider',
      'provider/clickup/sources',
      'provider/launcher',
      'provider/main',
      'provider/plugin/listener',
      'provider/plugin/rpc',
      'provider/protocol/server',
    ],
    reason: 'the provider listens on a Unix socket, and Terraform on Windows cannot start a script',
  },
  {
    platforms: ['win32'],
    files: ['cli/login', 'cli/keyring'],
    reason: 'the stub of the browser is a shell script on PATH',
  },
  {
    platforms: ['win32'],
    files: [
      'cli/git-safety',
      'cli/sign-in',
      'cli/process',
      'cli/logout',
      'cli/env-file',
      'cli/audit-file',
      'cli/terraform-install',
    ],
    names:
      /^S\d|^C1:|^C11|^C17|^C18|^C19|^C21|^C22|^C23|listen\(\)|in a directory that was deleted|the exit code of check/,
    reason: 'the tests use pipes with names, symbolic links, /proc, shell scripts on PATH or /dev/full',
  },
  {
    platforms: ['win32'],
    files: ['docs/cli', 'workflows'],
    names: /^the commands of|pass the tokens of the sandbox/,
    reason: 'it runs a shell script with the PATH and the process groups of POSIX',
  },
  {
    platforms: ['win32'],
    files: ['cli/', 'sandbox/'],
    names: /interrupt|SIGINT|with 130/,
    reason: 'on Windows a signal from another process ends a process without a handler',
  },
  {
    platforms: ['win32'],
    files: ['cli/', 'package/installed'],
    names:
      /only the owner|restricts the mode|executable|symbolic link|fsmonitor|is not writable|installs the provider of the package/,
    reason: 'Windows has no file modes, and symbolic links to files need a privilege there',
  },
];
