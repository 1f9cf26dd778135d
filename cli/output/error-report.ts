import type { Explanation, Failure, Reason } from '../../src/index.js';
import { explainAs, nameInput, type InputNames, type Wording } from '../../src/integration.js';
import { errorCode } from '../errors.js';
import { EXIT_CODES } from './exit-codes.js';
import type { Report } from './print.js';

/** The option for each option of the library, for failures that occur before a command reads its options. */
export const OPTION_NAMES = {
  apiUrl: '--api-url',
  timeoutMs: '--timeout-seconds',
  attempts: '--attempts',
  workspaces: '--workspace',
  users: '--user',
  tokenKind: '--token-kind',
  role: '--role',
  onlyRequiredWorkspaces: '--only-required-workspaces',
  probeWorkspaces: '--probe-workspaces',
  lists: '--list',
  folders: '--folder',
  spaces: '--space',
} as const;

interface FailureDetails {
  readonly names?: InputNames;
  readonly wording?: Wording;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly text?: Report['text'];
  /** Hints that may explain the failure. */
  readonly warnings?: readonly string[];
}

/** The report on a failure. `data` are additional fields of `--json`. */
export function failureReport(
  { failure }: { readonly failure: Failure },
  { names = OPTION_NAMES, wording, data, text = [], warnings = [] }: FailureDetails = {},
): Report {
  const fields = {
    input: nameInput(failure, names).input,
    ...('retryAt' in failure && { retryAt: failure.retryAt.toISOString() }),
    ...data,
    ...(warnings.length > 0 && { warnings }),
  };
  return { ...report(failure.reason, explainAs(failure, names, wording), fields), text, warnings };
}

/** The report on a command line that cannot be parsed. */
export function usageReport(title: string, cause: string, remedy: string): Report {
  const explanation = { title, happened: 'The command did not run.', cause, remedy };
  return report('input_invalid', explanation, { input: 'command line' });
}

/** The report on an internal error. Its message may quote an input, so only its class and code are printed. */
export function internalErrorReport(error: unknown): Report {
  const code = errorCode(error);
  const kind = `${error instanceof Error ? error.name : typeof error}${code === undefined ? '' : ` (${code})`}`;
  return report('fault', {
    title: 'Internal error in clickup-auth',
    happened: `An unexpected ${kind} occurred.`,
    cause: 'This is a bug in clickup-auth.',
    remedy: 'Report this problem. Include the command, but not the token.',
  });
}

function report(
  status: Reason | 'fault',
  explanation: Explanation,
  data: Readonly<Record<string, unknown>> = {},
): Report {
  return {
    // An internal error does not mean that the token is invalid either.
    exitCode: status === 'fault' ? 3 : EXIT_CODES[status],
    data: { status, message: `${explanation.title}. ${explanation.happened}`, explanation, ...data },
    text: [],
    warnings: [],
    explanation,
  };
}
