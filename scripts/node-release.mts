// Other releases of Node, from npm's package `node`, which npm keeps after the first time.
import { execFileSync } from 'node:child_process';

/** The supported releases other than Node 24, which runs the scripts. */
export const RELEASES: readonly string[] = ['20', '22', '26'];
/** A release on which the provider only reports which Node it needs. */
export const TOO_OLD = '10';

/** The path of the binary of a release, for example '20'. */
export function nodeOfRelease(release: string): string {
  // npm scripts have Node 24 first on their PATH; this puts another one before it.
  const package_ = `--package=node@${release}`;
  const options = ['exec', '--yes', '--loglevel=error', package_, '--', 'node', '-p', 'process.execPath'];
  const node = execFileSync('npm', options, { encoding: 'utf8' }).trim().split('\n').at(-1) ?? '';
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  if (!version.startsWith(`v${release}.`)) throw new Error(`Asked for Node ${release} and got ${version}.`);
  return node;
}
