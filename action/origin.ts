import { readFileSync } from 'node:fs';
import type { Environment } from '../src/integration.js';

/** The origin of a run to which GitHub passes no secrets. */
export type Origin = 'a pull request from a fork' | 'Dependabot';

interface Head {
  readonly repo?: { readonly full_name?: string } | null;
}

/** The events for which GitHub passes the Dependabot secrets, and no others, to a run that Dependabot started. */
const DEPENDABOT_EVENTS = new Set([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'push',
  'create',
  'deployment',
  'deployment_status',
]);

/** Returns undefined for a run that has access to secrets. Never throws. */
export function readOrigin(env: Environment): Origin | undefined {
  const { GITHUB_ACTOR, GITHUB_EVENT_NAME = '', GITHUB_EVENT_PATH, GITHUB_REPOSITORY } = env;
  // Dependabot can also be the actor of a schedule or a manual run, which have access to secrets.
  if (GITHUB_ACTOR === 'dependabot[bot]' && DEPENDABOT_EVENTS.has(GITHUB_EVENT_NAME)) return 'Dependabot';
  // These events run in the context of the base repository and have access to its secrets.
  if (GITHUB_EVENT_NAME === 'pull_request_target' || GITHUB_EVENT_NAME === 'workflow_run') return undefined;
  const head = readHead(GITHUB_EVENT_PATH);
  // `repo` is null if the fork was deleted. `repo.fork` does not help: a fork has its own pull requests.
  if (head === undefined || isSameName(head.repo?.full_name, GITHUB_REPOSITORY)) return undefined;
  return 'a pull request from a fork';
}

/** GitHub ignores the case of names. */
function isSameName(one: string | undefined, other: string | undefined): boolean {
  return one?.toLowerCase() === other?.toLowerCase();
}

/** Reads `pull_request.head` of the event payload. */
function readHead(path = ''): Head | undefined {
  try {
    const event: { pull_request?: { head?: Head } } | null = JSON.parse(readFileSync(path, 'utf8'));
    return event?.pull_request?.head;
  } catch {
    return undefined;
  }
}
