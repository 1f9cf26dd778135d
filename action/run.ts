import { authenticate, isAuthError } from '../src/index.js';
import { environmentWarnings, type Environment } from '../src/integration.js';
import { printVerdict, withLabel } from './annotation.js';
import { defaultCredential } from './credential.js';
import { readInputs, type Inputs } from './inputs.js';
import { readOrigin } from './origin.js';
import { setOutputs } from './outputs.js';
import { logRetries } from './retries.js';
import { writeSummary } from './summary.js';
import { readToken } from './token-input.js';
import type { Core } from './toolkit.js';
import { updateIssue } from './update-issue.js';
import { passedVerdict, type Verdict } from './verdict.js';

/** The library's default. */
const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * Runs the step and returns its exit code: 0, or 1 if the pipeline must stop. After `signal` is aborted, the check ends
 * with `cancelled`.
 */
export async function run(core: Core, env: Environment, signal: AbortSignal): Promise<0 | 1> {
  try {
    const startedAt = Date.now();
    // Mask the token before anything is printed.
    const token = readToken(core, env);
    const context = { origin: readOrigin(env), event: env['GITHUB_EVENT_NAME'] ?? '', token };
    let inputs: Inputs | undefined;
    let verdict: Verdict;
    try {
      inputs = readInputs(core, env, token.token);
      const { request, workspaces, requirements, hideNames } = inputs;
      const options = { ...request.options, signal, onRetry: logRetries(core) };
      verdict = passedVerdict(
        await authenticate({ ...options, ...requirements, token: token.token ?? token.text, workspaces }),
        hideNames,
      );
    } catch (error) {
      if (!isAuthError(error)) throw error;
      const { failedVerdict } = await import('./failed-verdict.js');
      verdict = failedVerdict(error, inputs, context);
    }
    const { label } = inputs?.credential ?? defaultCredential(core, env);
    printVerdict(core, verdict, label, context.origin);
    const others = [...token.warnings, ...environmentWarnings(env)];
    for (const warning of others) core.warning(warning, { title: withLabel('ClickUp token setup', label) });
    if (token.text !== '') core.info(`Token source: ${token.source}.`);
    // First, because the job summary shows the first warnings only.
    const complete = { ...verdict, warnings: [...others, ...verdict.warnings] };
    setOutputs(core, complete, label);
    if (inputs?.summary ?? true) writeSummary(core, env, complete, label);
    if (inputs?.reportIssue) {
      const timeoutMs = inputs.request.options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
      const limits = { signal, remainingMs: timeoutMs - (Date.now() - startedAt) };
      await updateIssue(core, env, { inputs, verdict, limits });
    }
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
