import type { AuthError, Explanation, Reason } from '../../src/index.js';
import { explainAs, nameInput, type InputNames } from '../../src/integration.js';
import { errorCode } from '../errors.js';
import { EXIT_CODES } from './exit-codes.js';
import type { Report } from './report.js';

/** What a command adds to the report on a failure. */
export interface FailureDetails {
  /** The options by the names of the library's options. */
  readonly names?: InputNames;
  /** Parts of the explanation that the command states more precisely. */
  readonly own?: Partial<Explanation>;
  /** Further fields of `--json`. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The options by the names of the library's options, for failures that occur before a command reads its options. */
export const OPTION_NAMES: InputNames = {
  apiUrl: '--api-url',
  timeoutMs: '--timeout-seconds',
  attempts: '--attempts',
  workspaces: '--workspace',
};

/** The report on a failure. */
export function failureReport(
  { failure }: AuthError,
  { names = OPTION_NAMES, own, data }: FailureDetails = {},
): Report {
  return report(failure.reason, explainAs(failure, names, own), {
    input: nameInput(failure, names).input,
    ...('retryAt' in failure && { retryAt: failure.retryAt.toISOString() }),
    ...data,
  });
}

/** The report on a command line that cannot be parsed. */
export function usageReport(title: string, cause: string, remedy: string): Report {
  const explanation = { title, happened: 'Nothing was done.', cause, remedy };
  return report('input_invalid', explanation, { input: 'command line' });
}

/** The report on an internal error. Its message may quote an input, so only its class and code are printed. */
export function internalErrorReport(error: unknown): Report {
  const code = errorCode(error);
  const kind = `${error instanceof Error ? error.name : typeof error}${code === undefined ? '' : ` (${code})`}`;
  return report('fault', {
    title: 'Internal error in clickup-auth',
    happened: `An unexpected ${kind}.`,
    cause: 'This is a bug in clickup-auth.',
    remedy: 'Please report this, with the command but without the token.',
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
