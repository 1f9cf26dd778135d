import { isAuthError } from '../src/index.js';
import { printVerdict } from './annotation.js';
import { readInputs, readToken, type Inputs } from './inputs.js';
import { readOrigin, type Origin } from './origin.js';
import { setOutputs } from './outputs.js';
import { writeSummary } from './summary.js';
import type { Core, Environment } from './toolkit.js';
import { check, refuse, type Verdict } from './verdict.js';

/** Runs the whole step and returns its exit code: 0, or 1 when the pipeline must stop. */
export async function run(core: Core, env: Environment): Promise<0 | 1> {
  try {
    // First of all, so that whatever is printed from here on is masked.
    const token = readToken(core, env);
    const origin = readOrigin(env);
    const inputs = readInputsOrRefuse(core, env, origin);
    if ('status' in inputs) return tell(core, env, inputs, undefined, origin);
    const verdict = await check(token, inputs, origin);
    const exitCode = tell(core, env, verdict, inputs, origin);
    if (inputs.reportIssue) await report(core, env, inputs, verdict);
    return exitCode;
  } catch (error) {
    // A fault of ours. Its message may quote what it was given, so only its kind is told.
    const kind = error instanceof Error ? error.name : typeof error;
    core.error(`An unexpected ${kind}. Please report this, with the inputs but without the token.`, {
      title: 'A fault in clickup-auth-action',
    });
    return 1;
  }
}

function readInputsOrRefuse(core: Core, env: Environment, origin: Origin | undefined): Inputs | Verdict {
  try {
    return readInputs(core, env);
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return refuse(error, undefined, origin);
  }
}

function tell(
  core: Core,
  env: Environment,
  verdict: Verdict,
  inputs: Inputs | undefined,
  origin: Origin | undefined,
): 0 | 1 {
  setOutputs(core, verdict);
  printVerdict(core, verdict, origin);
  if (inputs?.summary ?? true) writeSummary(core, env, verdict);
  return verdict.outcome === 'fail' ? 1 : 0;
}

/** Keeps the issue. Loaded only now, since GitHub's client is ten times the rest of this Action. */
async function report(core: Core, env: Environment, inputs: Inputs, verdict: Verdict): Promise<void> {
  try {
    const { reportIssue } = await import('./issue/report.js');
    core.info(await reportIssue(verdict, inputs, env));
  } catch (error) {
    // GitHub's own error can quote a request; its status says enough.
    const status = typeof error === 'object' && error !== null && 'status' in error ? ` (${String(error.status)})` : '';
    core.warning(
      `GitHub did not take it${status}. The job needs \`permissions: { issues: write }\`. The verdict stands.`,
      { title: 'The ClickUp issue was not updated' },
    );
  }
}
