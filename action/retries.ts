import type { RetryEvent } from '../src/index.js';
import type { Core } from './toolkit.js';

/** Pauses from this length are printed without debug logging, because the step seems to hang. */
const MIN_REPORTED_MS = 1000;

/** Logs retries: each one as a debug line, and each longer pause as a line that everybody sees. */
export function logRetries(core: Core): (event: RetryEvent) => void {
  return ({ reason, attempt, delayMs }) => {
    core.debug(
      `Attempt ${attempt} of a request failed: ${reason}. The next attempt follows in ${Math.round(delayMs)} ms.`,
    );
    if (delayMs >= MIN_REPORTED_MS)
      core.info(`Waiting ${Math.round(delayMs / 1000)} s before attempt ${attempt + 1}, because of ${reason}.`);
  };
}
