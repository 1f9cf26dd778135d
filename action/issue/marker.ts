import { createHash } from 'node:crypto';
import type { Environment } from '../../src/integration.js';

/**
 * A hidden line that knows our issue again. One workflow file, job and set of Workspaces has one issue: two jobs that
 * check two credentials have two. No token goes into it, since a token changes when it is mended.
 */
export function markerOf(env: Environment, workspaces: readonly string[]): string {
  // `owner/repo/.github/workflows/deploy.yml@refs/heads/main`: the branch is left out, so that it has one issue.
  const [workflow = ''] = (env['GITHUB_WORKFLOW_REF'] ?? '').split('@');
  const identity = JSON.stringify([
    workflow,
    env['GITHUB_JOB'] ?? '',
    env['GITHUB_ACTION'] ?? '',
    workspaces.toSorted(),
  ]);
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 16);
  return `<!-- clickup-auth-action credential=${digest} -->`;
}

/** The line that tells which reason an issue's body is about. */
export function reasonMarker(reason: string): string {
  return `<!-- clickup-auth-action reason=${reason} -->`;
}
