import { isAuthError } from '../../src/index.js';
import type { Outcome, Readable } from '../protocol/definition.js';
import type { Attributes } from '../protocol/schema.js';
import { UNKNOWN, type ObjectValue } from '../protocol/value.js';
import { diagnose } from './diagnostics.js';
import type { Source } from './sources/source.js';
import { NOT_CONFIGURED, notKnownYet, type State } from './state.js';

export interface ReadableOptions {
  readonly attributes: Attributes;
  /** What the provider was configured with by now. */
  readonly state: () => State;
  /** While the provider's own configuration is unknown: a data source fails, an ephemeral resource is read later. */
  readonly whileUnknown: 'fail' | 'defer';
}

/** A source as Terraform reads it: every failure is a diagnostic. */
export function readable(source: Source, { attributes, state, whileUnknown }: ReadableOptions): Readable {
  return {
    validate: (config) => source.validate?.(config) ?? [],
    async read(config): Promise<Outcome> {
      const now = state();
      switch (now.status) {
        case 'unconfigured':
          return { diagnostics: [NOT_CONFIGURED] };
        case 'unknown':
          if (whileUnknown === 'defer') return { value: unknownValues(attributes) };
          return { diagnostics: [notKnownYet(now.attributes)] };
        case 'refused':
          return failed(now.error, attributes, now.onFailure);
        case 'ready':
          try {
            return { value: await source.read(config, now.reader) };
          } catch (error) {
            if (!isAuthError(error)) throw error;
            return failed(error, attributes, now.onFailure);
          }
      }
    },
  };
}

/** After a warning everything is null, lists and maps too: an empty one would tell `for_each` to destroy what it made. */
function failed(...[error, attributes, onFailure]: Parameters<typeof diagnose>): Outcome {
  const diagnostic = diagnose(error, attributes, onFailure);
  return { diagnostics: [diagnostic], ...(diagnostic.severity === 'warning' && { value: {} }) };
}

function unknownValues(attributes: Attributes): ObjectValue {
  const computed = Object.entries(attributes).filter(([, { use }]) => use === 'computed');
  return Object.fromEntries(computed.map(([name]) => [name, UNKNOWN]));
}
