import { createHash } from 'node:crypto';
import type { Environment } from '../../src/integration.js';
import { notesOf } from '../annotation.js';
import type { Credential } from '../credential.js';
import { code, html, prose } from '../escape.js';
import type { Verdict } from '../verdict.js';

/** The same for every reason, because the reason of an open issue can change. */
const ISSUE_TITLE = 'ClickUp credential needs attention';

export function issueTitle({ label }: Credential): string {
  return label === '' ? ISSUE_TITLE : `${ISSUE_TITLE}: ${label}`;
}

export function issueBody(verdict: Verdict, env: Environment, credential: Credential): string {
  const { explanation, status } = verdict;
  return [
    credentialMarker(credential),
    reasonMarker(status),
    titleOf(verdict),
    ...(credential.label === '' ? [] : [`**Credential:** ${html(credential.label)}`]),
    prose(explanation?.happened ?? ''),
    `**Likely cause:** ${prose(explanation?.cause ?? '')}`,
    `**What to do:** ${prose(explanation?.remedy ?? '')}`,
    ...notesOf(verdict).map(prose),
    `First seen with this reason in ${runLink(env)}. This issue closes automatically when the check passes again. ` +
      'To silence it until then, close it as not planned.',
  ].join('\n\n');
}

export function changeComment(verdict: Verdict, env: Environment): string {
  return `The failure reason changed in ${runLink(env)}: ${titleOf(verdict)}. The description above is up to date.`;
}

export function reopenComment(verdict: Verdict, env: Environment): string {
  return `The check failed in ${runLink(env)}: ${titleOf(verdict)}. The description above is up to date.`;
}

export function recoveryComment(env: Environment): string {
  return `The check passed again in ${runLink(env)}.`;
}

/** A hidden line that identifies the issue of a credential. */
export function credentialMarker({ key }: Credential): string {
  const digest = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 16);
  return `<!-- clickup-auth-action credential=${digest} -->`;
}

/** A hidden line with the reason that the issue describes, or `ok` after the check passed. */
export function reasonMarker(reason: string): string {
  return `<!-- clickup-auth-action reason=${reason} -->`;
}

/** Marks the description of an issue as solved, and keeps the rest, which a user may have edited. */
export function markSolved(body: string): string {
  return body.replace(/<!-- clickup-auth-action reason=\w+ -->/, reasonMarker('ok'));
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
