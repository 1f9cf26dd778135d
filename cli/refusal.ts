import type { AuthError, Explanation } from '../src/index.js';
import { exitCodeOf } from './exit-code.js';
import type { Report } from './report.js';
import { explainToPerson, inputName } from './words.js';

/** The report on a failure. */
export function refuse({ failure }: AuthError, own: Partial<Explanation> = {}): Report {
  const words = explainToPerson(failure, own);
  return {
    exitCode: exitCodeOf(failure.reason),
    data: {
      status: failure.reason,
      input: inputName(failure.input),
      message: `${words.title}. ${words.happened}`,
      explanation: words,
    },
    text: [],
    warnings: [],
    words,
  };
}

/** The report on a command line that can't be read. */
export function refuseUsage(problem: string, remedy: string): Report {
  const words = { title: problem, happened: 'Nothing was done.', cause: 'The command line is misspelled.', remedy };
  return {
    exitCode: 2,
    data: { status: 'input_invalid', input: 'command line', message: problem, explanation: words },
    text: [],
    warnings: [],
    words,
  };
}

/** The report on a fault of ours. Its message may quote what it was given, so only its kind is told. */
export function refuseFault(error: unknown): Report {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  const kind = `${error instanceof Error ? error.name : typeof error}${code}`;
  const words = {
    title: 'A fault in clickup-auth',
    happened: `An unexpected ${kind}.`,
    cause: 'This is none of the failures that are foreseen.',
    remedy: 'Please report this, with the command but without the token.',
  };
  return {
    exitCode: 3,
    data: { status: 'fault', message: words.happened, explanation: words },
    text: [],
    warnings: [],
    words,
  };
}
