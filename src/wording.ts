import { explain, type Explanation } from './explain.js';
import type { Failure } from './failure.js';
import { nameInput, type InputNames } from './settings.js';
import { toSingleLine } from './text.js';

/** The parts of an explanation that an integration states more precisely, for example where a secret is stored. */
export type Wording = Partial<Explanation>;

/** The explanation of a failure with an integration's input names and its own wording, each part as a single line. */
export function explainAs(failure: Failure, names: InputNames, own: Wording = {}): Explanation {
  const { title, happened, cause, remedy } = { ...explain(nameInput(failure, names)), ...own };
  return {
    title: toSingleLine(title),
    happened: toSingleLine(happened),
    cause: toSingleLine(cause),
    remedy: toSingleLine(remedy),
  };
}
