import { authenticate, isAuthError } from '../src/index.js';
import type { Environment } from '../src/integration.js';
import { printVerdict } from './annotation.js';
import { readInputs, readToken, type Inputs } from './inputs.js';
import { readOrigin } from './origin.js';
import { setOutputs } from './outputs.js';
import { writeSummary } from './summary.js';
import type { Core } from './toolkit.js';
import { failedVerdict, passedVerdict, type Verdict } from './verdict.js';

/** Runs the step and returns its exit code: 0, or 1 if the pipeline must stop. */
export async function run(core: Core, env: Environment): Promise<0 | 1> {
  try {
    // Mask the token before anything is printed.
    const token = readToken(core, env);
    const origin = readOrigin(env);
    let inputs: Inputs | undefined;
    let verdict: Verdict;
    try {
      inputs = readInputs(core, env);
      verdict = passedVerdict(await authenticate({ ...inputs.request.options, token, workspaces: inputs.workspaces }));
    } catch (error) {
      if (!isAuthError(error)) throw error;
      verdict = failedVerdict(error, inputs, origin);
    }
    setOutputs(core, verdict);
    printVerdict(core, verdict, origin);
    if (inputs?.summary ?? true) writeSummary(core, env, verdict);
    if (inputs?.reportIssue) await updateIssue(core, env, inputs, verdict);
    return verdict.outcome === 'fail' ? 1 : 0;
  } catch (error) {
    // The message of an internal error may quote an input, so only its class is printed.
    const kind = error instanceof Error ? error.name : typeof error;
    core.error(
      `Unexpected ${kind}. This is a bug in clickup-auth-action. Report it with the inputs of the step, but without the token.`,
      { title: 'Internal error in clickup-auth-action' },
    );
    return 1;
  }
}

/** GitHub's client is loaded only here, because it is ten times the size of the rest of the bundle. */
async function updateIssue(core: Core, env: Environment, inputs: Inputs, verdict: Verdict): Promise<void> {
  try {
    const { reportIssue } = await import('./issue/report.js');
    core.info(await reportIssue(verdict, inputs, env));
  } catch (error) {
    // GitHub's error may quote a request, so only its status is printed.
    const status = typeof error === 'object' && error !== null && 'status' in error ? ` (${String(error.status)})` : '';
    core.warning(
      `GitHub rejected the update${status}. The job requires \`permissions: { issues: write }\`. The check result is not affected.`,
      { title: 'The ClickUp issue was not updated' },
    );
  }
}
