import type { AuthError } from '../../src/index.js';
import type { InputNames } from '../../src/integration.js';
import type { RequirementSet } from '../input/requirement-options.js';

/** A token with the name that it has in the file or in the environment. */
export interface Credential {
  readonly name: string;
  /** The token as found, not parsed; may be empty. */
  readonly text: string;
  /** Number of its first line in the file, from 1. */
  readonly line?: number;
  /** Name of its environment variable, if that is not the name. */
  readonly variable?: string;
  /** Its own requirements, and the names of their keys. */
  readonly requirements?: RequirementSet;
  readonly names?: InputNames;
  /** Set if the text is not checked, because the entry itself is invalid. */
  readonly error?: AuthError;
}
