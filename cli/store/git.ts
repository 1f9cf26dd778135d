import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Environment } from '../../src/integration.js';
import { CliError, fileError } from '../errors.js';

/**
 * Fails with `input_invalid` if git tracks the file, because the next commit would contain the token. Returns false if
 * git is not available.
 */
export async function rejectTracked(path: string, env: Environment): Promise<boolean> {
  const name = basename(path);
  const exitCode = await git(path, env, ['ls-files', '--error-unmatch', '--', name]);
  if (exitCode !== 0) return exitCode !== undefined;
  throw new CliError(
    { reason: 'input_invalid', input: name, allowed: 'a file that git does not track' },
    {
      title: `git tracks ${name}`,
      happened: `The next commit, and every clone, would contain the token. Nothing was written to ${name}.`,
      cause: `${name} was added to git earlier.`,
      remedy: `Run \`git rm --cached ${name}\`, commit the change, and run this command again. Rotate secrets that were committed.`,
    },
  );
}

/** Adds the file to the `.gitignore` in its directory. Returns false if git ignores the file already. */
export async function addToGitignore(path: string, env: Environment): Promise<boolean> {
  if ((await git(path, env, ['check-ignore', '--quiet', '--', basename(path)])) === 0) return false;
  const file = join(dirname(path), '.gitignore');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
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

/** Runs git in the directory of the file. Returns its exit code, or undefined if git is not available. */
function git(path: string, env: Environment, args: readonly string[]): Promise<number | undefined> {
  return new Promise((resolve) => {
    // The configuration of a repository can name a program that `ls-files` would run.
    const safeArgs = ['-c', 'core.fsmonitor=false', ...args];
    execFile('git', safeArgs, { cwd: dirname(path), env: { ...env }, timeout: 10_000 }, (error) => {
      if (error === null) resolve(0);
      else resolve(typeof error.code === 'number' ? error.code : undefined);
    });
  });
}
