import type { Environment } from '../src/integration.js';
import type { Inputs } from './inputs.js';
import type { Limits } from './issue/report.js';
import type { Core } from './toolkit.js';
import type { Verdict } from './verdict.js';

export interface IssueUpdate {
  readonly inputs: Inputs;
  readonly verdict: Verdict;
  readonly limits: Limits;
}

/** GitHub's client is loaded only here, because it is ten times the size of the rest of the bundle. */
export async function updateIssue(
  core: Core,
  env: Environment,
  { inputs, verdict, limits }: IssueUpdate,
): Promise<void> {
  const { reportIssue } = await import('./issue/report.js');
  const result = await reportIssue(verdict, inputs, env, limits);
  if ('done' in result) core.info(result.done);
  else
    core.warning(`${result.problem} The check result is not affected.`, { title: 'The ClickUp issue was not updated' });
}
