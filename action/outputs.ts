import type { RequirementResult } from '../src/index.js';
import { REQUIREMENT_INPUTS } from './requirements-input.js';
import type { Core } from './toolkit.js';
import { logLine, truncate } from './escape.js';
import type { Verdict } from './verdict.js';

/** Sets every output that has a value, even if the check failed. A file that cannot be written does not end the step. */
export function setOutputs(core: Core, verdict: Verdict, label: string): void {
  try {
    for (const [name, value] of outputsOf(verdict, label)) core.setOutput(name, value);
  } catch (error) {
    core.warning(
      `The outputs are incomplete, because the file of GITHUB_OUTPUT ${describeFileError(error)}. ` +
        'The check result is not affected. Check the permissions and the free space of the runner.',
      { title: 'Outputs were not written' },
    );
  }
}

/** Maximum length of a text in the output `result`, of which a summary shows the beginning. */
const MAX_RESULT = 4000;

function* outputsOf(verdict: Verdict, label: string): Generator<readonly [name: string, value: string | number]> {
  const { known, workspaces } = verdict;
  yield ['status', verdict.status];
  yield ['message', logLine(verdict.message)];
  if (verdict.level !== undefined) yield ['level', verdict.level];
  const requirements = verdict.requirements.map(resultOf);
  yield ['requirements', JSON.stringify(requirements)];
  // Linux limits a variable to 131,072 bytes, so the result has no list.
  const { outcome, status, level, explanation } = verdict;
  const message = truncate(logLine(verdict.message), MAX_RESULT);
  const remedy = explanation && truncate(explanation.remedy, MAX_RESULT);
  const result = { name: label, outcome, status, message, level, remedy };
  yield ['result', JSON.stringify(result)];
  yield ['warnings', JSON.stringify(verdict.warnings.map(logLine))];
  if (known.tokenKind !== undefined) yield ['token-kind', known.tokenKind];
  if (known.identity !== undefined) {
    yield ['user-id', known.identity.id];
    yield ['username', logLine(known.identity.username ?? '')];
  }
  if (known.rateLimit?.remaining !== undefined) yield ['rate-limit-remaining', known.rateLimit.remaining];
  if (known.workspaces === undefined) return;
  const [first, ...others] = workspaces;
  // If several Workspaces are required but only one is found, a deploy must not use its ID as the only one.
  if (first !== undefined && others.length === 0 && verdict.requiredCount <= 1) yield ['workspace-id', first.id];
  yield ['workspace-ids', JSON.stringify(workspaces.map(({ id }) => id))];
  yield [
    'workspaces',
    JSON.stringify(
      workspaces.map(({ id, name, role, memberCount }) => ({ id, name: name || undefined, role, memberCount })),
    ),
  ];
}

/** The result of a requirement under the name of its input. */
function resultOf({ requirement, subject, required, found, isMet }: RequirementResult) {
  return { requirement: REQUIREMENT_INPUTS[requirement] ?? requirement, ...subject, required, found, met: isMet };
}

/** For example "cannot be written (EACCES)". Node's message quotes the path, which the runner chose. */
export function describeFileError(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? ` (${String(error.code)})` : '';
  return code === '' || code === ' (ENOENT)' ? 'does not exist' : `cannot be written${code}`;
}
