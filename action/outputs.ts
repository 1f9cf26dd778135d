import type { Core } from './toolkit.js';
import { logLine } from './escape.js';
import type { Verdict } from './verdict.js';

/** Sets every output that has a value, even if the check failed. */
export function setOutputs(core: Core, verdict: Verdict): void {
  const { known, workspaces } = verdict;
  core.setOutput('status', verdict.status);
  core.setOutput('message', logLine(verdict.message));
  if (known.tokenKind !== undefined) core.setOutput('token-kind', known.tokenKind);
  if (known.identity !== undefined) {
    core.setOutput('user-id', known.identity.id);
    core.setOutput('username', logLine(known.identity.username ?? ''));
  }
  if (known.rateLimit?.remaining !== undefined) core.setOutput('rate-limit-remaining', known.rateLimit.remaining);
  if (known.workspaces === undefined) return;
  const [first, ...others] = workspaces;
  // If several Workspaces are required but only one is found, a deploy must not use its ID as the only one.
  if (first !== undefined && others.length === 0 && verdict.requiredCount <= 1)
    core.setOutput('workspace-id', first.id);
  core.setOutput('workspace-ids', JSON.stringify(workspaces.map(({ id }) => id)));
  core.setOutput(
    'workspaces',
    JSON.stringify(workspaces.map(({ id, name, role, memberCount }) => ({ id, name, role, memberCount }))),
  );
}
