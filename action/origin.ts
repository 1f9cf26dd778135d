import { readFileSync } from 'node:fs';
import type { Environment } from '../src/integration.js';

/** Runs to which GitHub gives no secrets. */
export type Origin = 'a pull request from a fork' | 'Dependabot';

/** Where the run comes from, by its event file and actor; undefined for a run that has its secrets. Never fails. */
export function readOrigin(env: Environment): Origin | undefined {
  if (env['GITHUB_ACTOR'] === 'dependabot[bot]') return 'Dependabot';
  // These two run in the base repository's name and have its secrets.
  if (env['GITHUB_EVENT_NAME'] === 'pull_request_target' || env['GITHUB_EVENT_NAME'] === 'workflow_run')
    return undefined;
  const head = readHead(env['GITHUB_EVENT_PATH']);
  if (head === undefined) return undefined;
  // A fork that was deleted since has a null repository. `fork` does not decide: a fork has pull requests of its own.
  return head.repo?.full_name === env['GITHUB_REPOSITORY'] ? undefined : 'a pull request from a fork';
}

interface Head {
  readonly repo?: { readonly full_name?: string } | null;
}

/** `pull_request.head` of the event file, whose shape is GitHub's own. */
function readHead(path: string | undefined): Head | undefined {
  if (path === undefined || path === '') return undefined;
  try {
    const event: { pull_request?: { head?: Head } } | null = JSON.parse(readFileSync(path, 'utf8'));
    return event?.pull_request?.head;
  } catch {
    return undefined;
  }
}
