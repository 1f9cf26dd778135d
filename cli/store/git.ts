import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { invalidInput, type Environment } from '../../src/integration.js';
import { CliError, errorCode } from '../errors.js';

/**
 * Refuses a file that git tracks: a token written into it would be in the next commit, and in every clone. Tells whether
 * git was there to be asked. Fails with `input_invalid`.
 */
export async function rejectTracked(path: string, env: Environment): Promise<boolean> {
  const answer = await git(path, env, ['ls-files', '--error-unmatch', '--', basename(path)]);
  if (answer !== 0) return answer !== undefined;
  const name = basename(path);
  throw new CliError(
    { reason: 'input_invalid', input: name, allowed: 'a file that git does not track' },
    {
      title: `git tracks ${name}`,
      happened: 'A token written into it would be in the next commit, and in every clone. Nothing was written.',
      cause: 'The file was added to git before.',
      remedy: `Run \`git rm --cached ${name}\`, commit that, and run again. Replace the secrets that were committed.`,
    },
  );
}

/** Adds the file to the `.gitignore` beside it, unless git ignores it already. Tells whether it did. */
export async function ignore(path: string, env: Environment): Promise<boolean> {
  if ((await git(path, env, ['check-ignore', '--quiet', '--', basename(path)])) === 0) return false;
  const file = join(dirname(path), '.gitignore');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const pattern = basename(path).replace(/[\\*?[\]!# ]/g, '\\$&');
  // The last pattern that matches wins, so it is added at the end, also where an earlier one is undone there.
  if (text.trimEnd().split(/\r?\n/).at(-1) === pattern) return false;
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  try {
    appendFileSync(file, `${text === '' || text.endsWith('\n') ? '' : ending}${pattern}${ending}`);
  } catch (error) {
    throw invalidInput(file, `a file that can be written (${errorCode(error)})`);
  }
  return true;
}

/** Git's exit code in the file's folder; undefined without git. */
function git(path: string, env: Environment, args: readonly string[]): Promise<number | undefined> {
  return new Promise((done) => {
    // A repository's own configuration could name a program to run for `ls-files`.
    const all = ['-c', 'core.fsmonitor=false', ...args];
    execFile('git', all, { cwd: dirname(path), env: { ...env }, timeout: 10_000 }, (error) => {
      if (error === null) done(0);
      else done(typeof error.code === 'number' ? error.code : undefined);
    });
  });
}
