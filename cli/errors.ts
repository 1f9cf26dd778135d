import { basename } from 'node:path';
import type { Failure } from '../src/index.js';
import type { Wording } from '../src/integration.js';

/** A failure with wording of the CLI. Commands throw it or an AuthError; program.ts reports both. */
export class CliError extends Error {
  readonly failure: Failure;
  readonly wording: Wording;

  constructor(failure: Failure, wording: Wording) {
    super(failure.reason);
    this.failure = failure;
    this.wording = wording;
  }
}

/** Node's error code, for example `EACCES`; undefined for an error without one. */
export function errorCode(error: unknown): string | undefined {
  // Not by `instanceof`, because the error may come from another realm.
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** A failure to read or write a file. `input` is the path, or the option that the path comes from. */
export function fileError(operation: 'read' | 'write', path: string, error: unknown, input = path): CliError {
  return new CliError(
    { reason: 'input_invalid', input, allowed: 'an accessible file' },
    {
      title: `Cannot ${operation} ${basename(path)}`,
      happened: `The attempt to ${operation} ${path} failed with ${errorCode(error)}.`,
      cause: 'The path is wrong, or you do not have permission.',
      remedy: 'Check the path and its permissions, then run the command again.',
    },
  );
}

/** The system knows no directory of this kind. `remedy` is one or two sentences. */
export function missingDirectory(name: string, remedy: string): CliError {
  return new CliError(
    { reason: 'input_invalid', input: name, allowed: 'an existing directory' },
    {
      title: `The ${name} does not exist`,
      happened: `The system reports no ${name}.`,
      cause: `The ${name} was deleted, or the user of this process is unknown to the system.`,
      remedy,
    },
  );
}
