import { AuthError, type Explanation, type Failure, type Reason } from '../src/index.js';
import { exitCodeOf } from './exit-code.js';
import { faultCode } from './fault-code.js';
import type { Report } from './report.js';
import { explainToPerson, inputName } from './words.js';

/** A failure with words that the command line has for it. Commands throw it or an AuthError; `run` reports either. */
export class Refusal extends Error {
  readonly error: AuthError;
  readonly own: Partial<Explanation>;

  constructor(failure: Failure, own: Partial<Explanation>) {
    super(failure.reason);
    this.error = new AuthError(failure);
    this.own = own;
  }
}

/** An option or an environment variable that can't be used. */
export function unusable(input: string, allowed: string): AuthError {
  return new AuthError({ reason: 'input_invalid', input, allowed });
}

/** The report on a failure. `data` is what a command can tell beside it. */
export function refuse(
  { failure }: AuthError,
  own: Partial<Explanation> = {},
  data: Readonly<Record<string, unknown>> = {},
): Report {
  const words = explainToPerson(failure, own);
  return fail(failure.reason, words, {
    input: inputName(failure.input),
    ...('retryAt' in failure && { retryAt: failure.retryAt.toISOString() }),
    ...data,
  });
}

/** The report on a command line that can't be read. */
export function refuseUsage(problem: string, cause: string, remedy: string): Report {
  const words = { title: problem, happened: 'Nothing was done.', cause, remedy };
  return fail('input_invalid', words, { input: 'command line' });
}

/** The report on a fault of ours. Its message may quote what it was given, so only its kind is told. */
export function refuseFault(error: unknown): Report {
  const code = faultCode(error);
  const kind = `${error instanceof Error ? error.name : typeof error}${code === undefined ? '' : ` (${code})`}`;
  return fail('fault', {
    title: 'A fault in clickup-auth',
    happened: `An unexpected ${kind}.`,
    cause: 'This is none of the failures that are foreseen.',
    remedy: 'Please report this, with the command but without the token.',
  });
}

function fail(status: Reason | 'fault', words: Explanation, data: Readonly<Record<string, unknown>> = {}): Report {
  return {
    // A fault of ours tells nothing about the token either.
    exitCode: status === 'fault' ? 3 : exitCodeOf(status),
    data: { status, message: `${words.title}. ${words.happened}`, explanation: words, ...data },
    text: [],
    warnings: [],
    words,
  };
}
