import { code, html } from '../escape.js';
import type { Environment } from '../../src/integration.js';
import type { Verdict } from '../verdict.js';
import { reasonMarker } from './marker.js';

/** An issue's title: the same as long as it is open, since the reason can change. */
export const ISSUE_TITLE = 'ClickUp credential needs attention';

/** The issue's body: what is wrong, the likely cause, what to do, and where it was seen. */
export function issueBody(verdict: Verdict, env: Environment, marker: string): string {
  const { explanation } = verdict;
  return [
    marker,
    reasonMarker(verdict.status),
    `**${html(explanation?.title ?? '')}** (${code(verdict.status)})`,
    html(explanation?.happened ?? ''),
    `**Likely cause:** ${html(explanation?.cause ?? '')}`,
    `**What to do:** ${html(explanation?.remedy ?? '')}`,
    `First seen with this reason in ${runLink(env)}. This issue closes automatically when the check passes again.`,
  ].join('\n\n');
}

/** A comment for an open issue whose reason has changed. */
export function changeComment(verdict: Verdict, env: Environment): string {
  return `The failure reason changed in ${runLink(env)}: **${html(verdict.explanation?.title ?? '')}** (${code(verdict.status)}). The description above is up to date.`;
}

/** A comment for an issue that is closed. */
export function recoveryComment(env: Environment): string {
  return `The credential works again, as of ${runLink(env)}.`;
}

function runLink(env: Environment): string {
  const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  const workflow = code(env['GITHUB_WORKFLOW'] ?? 'this workflow');
  return repository === undefined || run === undefined
    ? workflow
    : `[a run](${server}/${repository}/actions/runs/${run}) of ${workflow}`;
}
