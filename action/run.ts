import { isAuthError } from '../src/index.js';
import type { Environment } from '../src/integration.js';
import { printVerdict } from './annotation.js';
import { readInputs, readToken, type Inputs } from './inputs.js';
import { readOrigin, type Origin } from './origin.js';
import { setOutputs } from './outputs.js';
import { writeSummary } from './summary.js';
import type { Core } from './toolkit.js';
import { check, failedVerdict, type Verdict } from './verdict.js';

/** Runs the whole step and returns its exit code: 0, or 1 when the pipeline must stop. */
export async function run(core: Core, env: Environment): Promise<0 | 1> {
  try {
    // Mask the token before anything is printed.
    const token = readToken(core, env);
    const origin = readOrigin(env);
    const inputs = readInputsOrFail(core, env, origin);
    if ('status' in inputs) return publishVerdict(core, env, inputs, undefined, origin);
    const verdict = await check(token, inputs, origin);
    const exitCode = publishVerdict(core, env, verdict, inputs, origin);
    if (inputs.reportIssue) await report(core, env, inputs, verdict);
    return exitCode;
  } catch (error) {
    // An internal error. Its message may quote an input, so only its class is printed.
    const kind = error instanceof Error ? error.name : typeof error;
    core.error(`An unexpected ${kind}. Please report this, with the inputs but without the token.`, {
      title: 'Internal error in clickup-auth-action',
    });
    return 1;
  }
}

function readInputsOrFail(core: Core, env: Environment, origin: Origin | undefined): Inputs | Verdict {
  try {
    return readInputs(core, env);
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return failedVerdict(error, undefined, origin);
  }
}

function publishVerdict(
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

/** Opens, updates or closes the issue. Loaded here only, because GitHub's client is ten times the size of the rest. */
async function report(core: Core, env: Environment, inputs: Inputs, verdict: Verdict): Promise<void> {
  try {
    const { reportIssue } = await import('./issue/report.js');
    core.info(await reportIssue(verdict, inputs, env));
  } catch (error) {
    // GitHub's error can quote a request, so only its status is printed.
    const status = typeof error === 'object' && error !== null && 'status' in error ? ` (${String(error.status)})` : '';
    core.warning(
      `GitHub rejected the update${status}. The job requires \`permissions: { issues: write }\`. The check result is not affected.`,
      { title: 'The ClickUp issue was not updated' },
    );
  }
}
