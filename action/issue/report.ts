import type { Environment } from '../../src/integration.js';
import type { Inputs } from '../inputs.js';
import type { Verdict } from '../verdict.js';
import {
  changeComment,
  credentialMarker,
  issueBody,
  issueTitle,
  markSolved,
  reasonMarker,
  recoveryComment,
  reopenComment,
} from './body.js';
import { describeError } from './errors.js';
import { connect, type Issue, type Issues } from './github.js';

/** Time limit for all requests to GitHub, so that they do not delay the pipeline. */
const TIMEOUT_MS = 10_000;

export interface Limits {
  /** Aborted if the job is cancelled. */
  readonly signal: AbortSignal;
  /** What is left of `timeout-seconds`. */
  readonly remainingMs: number;
}

/** The result, in one line for the log, or the reason why the issue was not updated. */
export type IssueResult = { readonly done: string } | { readonly problem: string };

/**
 * Keeps one issue open while the credential is broken, and closes it when the check passes again. Comments only if the
 * state or the reason changes. Never throws.
 */
export async function reportIssue(
  verdict: Verdict,
  inputs: Inputs,
  env: Environment,
  { signal, remainingMs }: Limits,
): Promise<IssueResult> {
  if (verdict.broken === undefined)
    return { done: 'ClickUp issue unchanged: this run could not determine whether the token works.' };
  const timeoutMs = Math.max(1, Math.min(TIMEOUT_MS, Math.round(remainingMs)));
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const issues = await connect(inputs.githubToken, env, AbortSignal.any([signal, timeout]));
    return { done: await update(issues, verdict, inputs, env) };
  } catch (error) {
    const limit = timeout.aborted ? timeoutMs : undefined;
    return { problem: describeError(error, { env, githubToken: inputs.githubToken, limit }) };
  }
}

async function update(issues: Issues, verdict: Verdict, inputs: Inputs, env: Environment): Promise<string> {
  const found = await issues.find(credentialMarker(inputs.credential));
  const [oldest, ...duplicates] = found.filter(({ isOpen }) => isOpen);
  for (const { number } of duplicates) await issues.close(number, {}, `Tracked in #${oldest?.number}.`);
  // Without an open issue, the latest closed one is used again, so that each credential has one issue.
  const issue = oldest ?? found.at(-1);
  if (!verdict.broken) return resolveIssue(issues, issue, env);
  const content = { title: issueTitle(inputs.credential), body: issueBody(verdict, env, inputs.credential) };
  if (issue === undefined) return `Opened issue #${await openIssue(issues, content, inputs)}.`;
  const isSolved = issue.body.includes(reasonMarker('ok'));
  if (!issue.isOpen && issue.isMuted && !isSolved)
    return `Issue #${issue.number} was closed as not planned. It stays closed until the check has passed.`;
  if (!issue.isOpen) {
    await issues.update(issue, { ...content, state: 'open' }, reopenComment(verdict, env));
    return `Reopened issue #${issue.number}.`;
  }
  if (issue.body.includes(reasonMarker(verdict.status))) return `Issue #${issue.number} is already open.`;
  await issues.update(issue, content, changeComment(verdict, env));
  return `Updated issue #${issue.number}.`;
}

/** The check passed. */
async function resolveIssue(issues: Issues, issue: Issue | undefined, env: Environment): Promise<string> {
  if (issue === undefined) return 'No ClickUp issue is open.';
  const body = markSolved(issue.body);
  if (!issue.isOpen) {
    // A user closed it. The next failure is a new one, and reopens it.
    if (body !== issue.body) await issues.update(issue, { body });
    return 'No ClickUp issue is open.';
  }
  await issues.close(issue.number, { body }, recoveryComment(env));
  return `Closed issue #${issue.number} because the check passed again.`;
}

/** Two jobs may open an issue at the same time. Both then keep the older one. */
async function openIssue(
  issues: Issues,
  content: { readonly title: string; readonly body: string },
  inputs: Inputs,
): Promise<number> {
  const opened = await issues.open(content);
  const [oldest = opened] = (await issues.find(credentialMarker(inputs.credential), { isThorough: true }))
    .filter(({ isOpen }) => isOpen)
    .map(({ number }) => number);
  if (oldest < opened) await issues.close(opened, {}, `Tracked in #${oldest}.`);
  return Math.min(oldest, opened);
}
