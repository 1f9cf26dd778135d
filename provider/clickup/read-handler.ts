import { isAuthError, type AuthError } from '../../src/index.js';
import type { ReadHandler, ReadResult } from '../protocol/definition.js';
import type { Attributes } from '../protocol/schema.js';
import { UNKNOWN, type ObjectValue } from '../protocol/value.js';
import { diagnose, type DiagnosticContext } from './diagnostics.js';
import type { Source } from './sources/source.js';
import { NOT_CONFIGURED, notKnownYet, type State } from './state.js';

export interface ReadHandlerOptions {
  readonly attributes: Attributes;
  /** What the provider was configured with by now. */
  readonly state: () => State;
  /** While the provider's own configuration is unknown: a data source fails, an ephemeral resource is read later. */
  readonly whileUnknown: 'fail' | 'defer';
}

/** A source as Terraform reads it: every failure is a diagnostic. */
export function readHandler(source: Source, { attributes, state, whileUnknown }: ReadHandlerOptions): ReadHandler {
  return {
    validate: (config) => source.validate?.(config) ?? [],
    async read(config): Promise<ReadResult> {
      const now = state();
      switch (now.status) {
        case 'unconfigured':
          return { diagnostics: [NOT_CONFIGURED] };
        case 'unknown':
          if (whileUnknown === 'defer') return { value: unknownValues(attributes) };
          return { diagnostics: [notKnownYet(now.attributes)] };
        case 'invalid':
          return failedRead(now.error, { ...now, attributes });
        case 'ready':
          try {
            return { value: await source.read(config, now.reader) };
          } catch (error) {
            if (!isAuthError(error)) throw error;
            return failedRead(error, { ...now, attributes });
          }
      }
    },
  };
}

/**
 * With on_failure = "warn", every computed attribute is null, including lists and maps. An empty list or map would make
 * `for_each` plan to destroy existing resources.
 */
function failedRead(error: AuthError, context: DiagnosticContext): ReadResult {
  const diagnostic = diagnose(error, context);
  return { diagnostics: [diagnostic], ...(diagnostic.severity === 'warning' && { value: {} }) };
}

function unknownValues(attributes: Attributes): ObjectValue {
  const computed = Object.entries(attributes).filter(([, { use }]) => use === 'computed');
  return Object.fromEntries(computed.map(([name]) => [name, UNKNOWN]));
}
