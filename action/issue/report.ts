import type { Inputs } from '../inputs.js';
import type { Environment } from '../../src/integration.js';
import type { Verdict } from '../verdict.js';
import { changeComment, ISSUE_TITLE, issueBody, recoveryComment } from './body.js';
import { markerOf, reasonMarker } from './marker.js';

/** Requests to GitHub end by themselves after this long: a report must not hold a verdict up. */
const TIMEOUT_MS = 10_000;

/**
 * Keeps one issue open while the credential is broken, and closes it when it works again. It is written to only when
 * the reason changes. A run that tells nothing about the credential (ClickUp is down, a fork has no secrets) leaves it.
 * Returns what was done, in a line. Fails as GitHub's client does.
 */
export async function reportIssue(verdict: Verdict, inputs: Inputs, env: Environment): Promise<string> {
  if (verdict.broken === undefined)
    return 'ClickUp issue unchanged: this run could not determine whether the token works.';
  const issues = await openIssues(inputs.githubToken, env);
  const marker = markerOf(env, inputs.workspaces);
  const [issue, ...others] = await issues.find(marker);
  for (const other of others) await issues.close(other.number, `Continued in #${issue?.number}.`);
  if (!verdict.broken) {
    if (issue === undefined) return 'No ClickUp issue is open.';
    await issues.close(issue.number, recoveryComment(env));
    return `Closed issue #${issue.number}: the credential works again.`;
  }
  if (issue === undefined) return `Opened issue #${await openOne(issues, issueBody(verdict, env, marker), marker)}.`;
  if (issue.body.includes(reasonMarker(verdict.status))) return `Issue #${issue.number} is open already.`;
  await issues.update(issue.number, issueBody(verdict, env, marker), changeComment(verdict, env));
  return `Updated issue #${issue.number}.`;
}

/** Two jobs may open one in the same second: then the older stays, and both see which one that is. */
async function openOne(issues: Issues, body: string, marker: string): Promise<number> {
  const opened = await issues.open(body);
  const [oldest = opened] = (await issues.find(marker)).map(({ number }) => number);
  if (oldest < opened) await issues.close(opened, `Tracked in #${oldest}.`);
  return Math.min(oldest, opened);
}

/** Anyone may write our marker into an issue of a public repository, and would silence the real one. */
function isTrusted(issue: { author_association?: string; user: { type: string } | null }): boolean {
  return issue.user?.type === 'Bot' || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(issue.author_association ?? '');
}

interface Issue {
  readonly number: number;
  readonly body: string;
}

interface Issues {
  /** Our open issues, the oldest first. */
  find(marker: string): Promise<Issue[]>;
  open(body: string): Promise<number>;
  update(number: number, body: string, comment: string): Promise<void>;
  close(number: number, comment: string): Promise<void>;
}

async function openIssues(token: string, env: Environment): Promise<Issues> {
  const { getOctokit } = await import('@actions/github');
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const { rest, paginate } = getOctokit(token, { request: { signal: AbortSignal.timeout(TIMEOUT_MS) } });
  const comment = async (issue_number: number, body: string): Promise<void> => {
    await rest.issues.createComment({ owner, repo, issue_number, body });
  };
  return {
    async find(marker) {
      const listed = await paginate(rest.issues.listForRepo, { owner, repo, state: 'open', per_page: 100 });
      return listed
        .filter((issue) => issue.pull_request === undefined && issue.body?.includes(marker) && isTrusted(issue))
        .map(({ number, body }) => ({ number, body: body ?? '' }))
        .toSorted((one, other) => one.number - other.number);
    },
    async open(body) {
      return (await rest.issues.create({ owner, repo, title: ISSUE_TITLE, body })).data.number;
    },
    async update(issue_number, body, text) {
      await rest.issues.update({ owner, repo, issue_number, body });
      await comment(issue_number, text);
    },
    async close(issue_number, text) {
      await comment(issue_number, text);
      await rest.issues.update({ owner, repo, issue_number, state: 'closed', state_reason: 'completed' });
    },
  };
}
