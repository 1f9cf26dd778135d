import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, lstatSync } from 'node:fs';
import { basename, delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { AuthError } from '../../src/index.js';
import type { Environment } from '../../src/integration.js';
import { childEnvironment } from '../child-environment.js';
import type { Context } from '../context.js';
import { CliError, fileError } from '../errors.js';
import { decodeText, readRegularFile } from './read-file.js';

type GitContext = Pick<Context, 'env' | 'signal'> & { readonly cwd?: string };

interface GitResult {
  /** Undefined if git could not be started or did not end. */
  readonly exitCode: number | undefined;
  readonly stderr: string;
}

/**
 * Fails with `input_invalid` if git tracks the file, because the next commit would contain the token, or if git cannot
 * tell. Returns false if git is not available and the file is in no repository.
 */
export async function rejectTracked(path: string, context: GitContext): Promise<boolean> {
  const args = ['ls-files', '--error-unmatch', '--', basename(path)];
  const result = await git(path, context, args);
  if (result.exitCode === 0) throw tracked(path);
  const isInRepository = findRepository(dirname(path));
  const isNoRepository = result.exitCode === 128 && result.stderr.includes('not a git repository');
  // Only exit code 1 means that the file is not tracked. Outside of a repository, git is not needed.
  if (result.exitCode !== 1 && (isInRepository || (result.exitCode !== undefined && !isNoRepository))) {
    throw unknown(path, result);
  }
  const inHook = repositoryVariables(context);
  if (inHook !== undefined) {
    const hookResult = await git(path, context, args, inHook);
    if (hookResult.exitCode === 0) throw tracked(path);
    const isOutside = hookResult.exitCode === 128 && hookResult.stderr.includes('outside repository');
    if (hookResult.exitCode !== 1 && !isOutside) throw unknown(path, hookResult);
  }
  return result.exitCode !== undefined;
}

/** Adds the file to the `.gitignore` in its directory. Returns false if git ignores the file already. */
export async function addToGitignore(path: string, context: GitContext): Promise<boolean> {
  const file = join(dirname(path), '.gitignore');
  // Git does not follow a symbolic link either, and another program could wait at the end of a pipe.
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === false) throw unusableGitignore(file);
  // This command does not support literal pathspecs, so that the path must not begin with a colon.
  const args = ['check-ignore', '--quiet', '--', `./${basename(path)}`];
  if ((await git(path, context, args, { GIT_LITERAL_PATHSPECS: '0' })).exitCode === 0) return false;
  const bytes = readRegularFile(file) ?? Buffer.of();
  decodeText(bytes, file);
  const text = bytes.toString('latin1');
  const pattern = basename(path).replace(/[\\*?[\]!# ]/g, '\\$&');
  // Appended, because the last matching pattern wins: a later `!` pattern may negate an earlier one.
  if (text.trimEnd().split(/\r?\n/).at(-1) === pattern) return false;
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  try {
    appendFileSync(file, `${text === '' || text.endsWith('\n') ? '' : ending}${pattern}${ending}`);
  } catch (error) {
    throw fileError('write', file, error);
  }
  return true;
}

/** Whether the directory or one above it is or has a repository, also a broken one. */
function findRepository(directory: string): boolean {
  if (existsSync(join(directory, '.git'))) return true;
  const parent = dirname(directory);
  return parent !== directory && findRepository(parent);
}

/** In a hook, these variables name the repository and its index, which may be another one than the directory has. */
function repositoryVariables({ env, cwd }: GitContext): Record<string, string> | undefined {
  const { GIT_DIR: directory = '', GIT_INDEX_FILE: index = '', GIT_WORK_TREE: tree = '.' } = env;
  if (cwd === undefined || (directory === '' && index === '')) return undefined;
  return {
    ...(directory !== '' && { GIT_DIR: resolve(cwd, directory), GIT_WORK_TREE: resolve(cwd, tree) }),
    ...(index !== '' && { GIT_INDEX_FILE: resolve(cwd, index) }),
  };
}

/** The configuration of a repository can name programs and remotes, and nothing of that may run here. */
const SAFE_CONFIG = ['core.fsmonitor=', 'core.hooksPath=', 'core.sshCommand=false', 'core.askPass=', 'core.pager=cat'];

function safeEnvironment(env: Environment): Record<string, string | undefined> {
  // A relative directory in PATH would be searched in the directory of the file.
  const path = (env['PATH'] ?? '').split(delimiter).filter(isAbsolute).join(delimiter);
  return {
    ...childEnvironment(env),
    PATH: path,
    LC_ALL: 'C',
    LANGUAGE: 'C',
    GIT_ALLOW_PROTOCOL: '',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_DISCOVERY_ACROSS_FILESYSTEM: '1',
    // Windows searches the directory of the file before PATH, except with this variable.
    NoDefaultCurrentDirectoryInExePath: '1',
  };
}

/** Runs git in the directory of the file. Fails with `cancelled`. */
function git(
  path: string,
  { env, signal }: GitContext,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<GitResult> {
  return new Promise((done, fail) => {
    const allArgs = [...SAFE_CONFIG.flatMap((setting) => ['-c', setting]), ...args];
    const options = {
      cwd: dirname(path),
      env: { ...safeEnvironment(env), ...variables },
      timeout: 10_000,
      killSignal: 'SIGKILL',
      signal,
    } as const;
    execFile('git', allArgs, options, (error, _, stderr) => {
      if (signal.aborted) fail(new AuthError({ reason: 'cancelled', input: 'signal' }));
      else done({ exitCode: error === null ? 0 : typeof error.code === 'number' ? error.code : undefined, stderr });
    });
  });
}

function tracked(path: string): CliError {
  const name = basename(path);
  return new CliError(
    { reason: 'input_invalid', input: name, allowed: 'a file that git does not track' },
    {
      title: `git tracks ${name}`,
      happened: `The next commit, and every clone, would contain the token. Nothing was written to ${name}.`,
      cause: `${name} was added to git earlier.`,
      remedy: `Run \`git rm --cached ${name}\`, commit the change, and run this command again. Rotate secrets that were committed.`,
    },
  );
}

function unknown(path: string, { exitCode, stderr }: GitResult): CliError {
  const name = basename(path);
  const isOwner = stderr.includes('dubious ownership');
  return new CliError(
    { reason: 'input_invalid', input: name, allowed: 'a file that git does not track' },
    {
      title: `Cannot check whether git tracks ${name}`,
      happened: `git ${exitCode === undefined ? 'is not installed or did not end' : `failed with exit code ${exitCode}`}, so ${name} is treated as tracked. Nothing was written to it.`,
      cause: isOwner
        ? 'The repository belongs to another user ("dubious ownership").'
        : 'git is not installed, or the repository is damaged or incomplete.',
      remedy: `Make \`git ls-files\` work in ${dirname(path)}, or pass --file with a file outside of the repository.`,
    },
  );
}

function unusableGitignore(file: string): CliError {
  return new CliError(
    { reason: 'input_invalid', input: file, allowed: 'a regular file' },
    {
      title: '.gitignore is not a regular file',
      happened: `${file} is a symbolic link, a pipe or a device, so the token file cannot be added to it.`,
      cause: 'git ignores a .gitignore that is not a regular file.',
      remedy: `Replace ${file} by a regular file, or pass --file with a file outside of the repository.`,
    },
  );
}
