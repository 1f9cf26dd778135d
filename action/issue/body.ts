import { createHash } from 'node:crypto';
import type { Environment } from '../../src/integration.js';
import { code, html, prose } from '../escape.js';
import type { Verdict } from '../verdict.js';

/** The same for every reason, because the reason of an open issue can change. */
export const ISSUE_TITLE = 'ClickUp credential needs attention';

export function issueBody(verdict: Verdict, env: Environment, marker: string): string {
  const { explanation, status } = verdict;
  return [
    marker,
    reasonMarker(status),
    titleOf(verdict),
    prose(explanation?.happened ?? ''),
    `**Likely cause:** ${prose(explanation?.cause ?? '')}`,
    `**What to do:** ${prose(explanation?.remedy ?? '')}`,
    `First seen with this reason in ${runLink(env)}. This issue closes automatically when the check passes again.`,
  ].join('\n\n');
}

export function changeComment(verdict: Verdict, env: Environment): string {
  return `The failure reason changed in ${runLink(env)}: ${titleOf(verdict)}. The description above is up to date.`;
}

export function recoveryComment(env: Environment): string {
  return `The check passed again in ${runLink(env)}.`;
}

/**
 * A hidden line that identifies the issue of a credential. Each combination of workflow file, job, step and Workspaces has
 * its own issue. The token is not part of it, because a new token must close the issue of the old one.
 */
export function credentialMarker(env: Environment, workspaces: readonly string[]): string {
  const { GITHUB_WORKFLOW_REF = '', GITHUB_JOB = '', GITHUB_ACTION = '' } = env;
  // `owner/repo/.github/workflows/deploy.yml@refs/heads/main`: all branches share one issue.
  const [workflow] = GITHUB_WORKFLOW_REF.split('@');
  const identity = JSON.stringify([workflow, GITHUB_JOB, GITHUB_ACTION, workspaces.toSorted()]);
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 16);
  return `<!-- clickup-auth-action credential=${digest} -->`;
}

/** A hidden line with the reason that the issue describes. */
export function reasonMarker(reason: string): string {
  return `<!-- clickup-auth-action reason=${reason} -->`;
}

function titleOf({ explanation, status }: Verdict): string {
  return `**${html(explanation?.title ?? '')}** (${code(status)})`;
}

function runLink(env: Environment): string {
  const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  const workflow = code(env['GITHUB_WORKFLOW'] ?? 'this workflow');
  return repository === undefined || run === undefined
    ? workflow
    : `[a run](${server}/${repository}/actions/runs/${run}) of ${workflow}`;
}
