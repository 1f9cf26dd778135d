import type { Environment } from '../../src/integration.js';
import type { Inputs } from '../inputs.js';
import type { Verdict } from '../verdict.js';
import { changeComment, credentialMarker, ISSUE_TITLE, issueBody, reasonMarker, recoveryComment } from './body.js';

/** Time limit for all requests to GitHub, so that they do not delay the pipeline. */
const TIMEOUT_MS = 10_000;

/**
 * Keeps one issue open while the credential is broken, and closes it when the check passes again. Comments only if the
 * reason changes. Returns a one-line summary of the action taken. Throws the errors of GitHub's client.
 */
export async function reportIssue(verdict: Verdict, inputs: Inputs, env: Environment): Promise<string> {
  if (verdict.broken === undefined)
    return 'ClickUp issue unchanged: this run could not determine whether the token works.';
  const issues = await connect(inputs.githubToken, env);
  const marker = credentialMarker(env, inputs.workspaces);
  const [issue, ...duplicates] = await issues.find(marker);
  for (const { number } of duplicates) await issues.close(number, `Tracked in #${issue?.number}.`);
  if (!verdict.broken) {
    if (issue === undefined) return 'No ClickUp issue is open.';
    await issues.close(issue.number, recoveryComment(env));
    return `Closed issue #${issue.number} because the check passed again.`;
  }
  const body = issueBody(verdict, env, marker);
  if (issue === undefined) return `Opened issue #${await openIssue(issues, body, marker)}.`;
  if (issue.body.includes(reasonMarker(verdict.status))) return `Issue #${issue.number} is already open.`;
  await issues.update(issue.number, body, changeComment(verdict, env));
  return `Updated issue #${issue.number}.`;
}

/** Two jobs may open an issue at the same time. Both then keep the older one. */
async function openIssue(issues: Issues, body: string, marker: string): Promise<number> {
  const opened = await issues.open(body);
  const [oldest = opened] = (await issues.find(marker)).map(({ number }) => number);
  if (oldest < opened) await issues.close(opened, `Tracked in #${oldest}.`);
  return Math.min(oldest, opened);
}

/** Ignores issues of other users: in a public repository they could copy the marker and suppress the real issue. */
function isTrusted(issue: { author_association?: string; user: { type: string } | null }): boolean {
  return issue.user?.type === 'Bot' || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(issue.author_association ?? '');
}

interface Issues {
  /** Returns the trusted open issues that contain the marker, oldest first. */
  find(marker: string): Promise<{ readonly number: number; readonly body: string }[]>;
  open(body: string): Promise<number>;
  update(number: number, body: string, comment: string): Promise<void>;
  close(number: number, comment: string): Promise<void>;
}

async function connect(token: string, env: Environment): Promise<Issues> {
  const { getOctokit } = await import('@actions/github');
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const { rest, paginate } = getOctokit(token, { request: { signal: AbortSignal.timeout(TIMEOUT_MS) } });
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
    async update(issue_number, body, comment) {
      await rest.issues.update({ owner, repo, issue_number, body });
      await rest.issues.createComment({ owner, repo, issue_number, body: comment });
    },
    async close(issue_number, comment) {
      await rest.issues.createComment({ owner, repo, issue_number, body: comment });
      await rest.issues.update({ owner, repo, issue_number, state: 'closed', state_reason: 'completed' });
    },
  };
}
