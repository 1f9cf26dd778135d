import { isAuthError, type AuthError } from '../../src/index.js';
import type { InputNames } from '../../src/integration.js';
import type { ReadHandler, ReadResult } from '../protocol/definition.js';
import type { Diagnostic } from '../protocol/diagnostic.js';
import type { Attributes } from '../protocol/schema.js';
import { UNKNOWN, type ObjectValue } from '../protocol/value.js';
import type { ClickUpClient } from './client.js';
import { isNull } from './config-values.js';
import type { OnFailure } from './configuration.js';
import { configError, diagnose } from './diagnostics.js';

/** The implementation of a data source or an ephemeral resource. */
export interface Source {
  /** Validates a configuration that can contain unknown values. Sends no request. */
  validate?(config: ObjectValue): readonly Diagnostic[];
  /** Returns the computed attributes. Calls `report` with warnings. Fails with an AuthError. */
  read(config: ObjectValue, client: ClickUpClient, report: (warning: Diagnostic) => void): Promise<ObjectValue>;
}

interface FailureContext {
  readonly onFailure: OnFailure;
  /** The explanations that diagnostics have shown. Other blocks with the same failure refer to them. */
  readonly explained: Set<string>;
}

/** The state of the provider after the latest ConfigureProvider call. If it is invalid, every read reports the error. */
export type ProviderState = Readonly<
  | { status: 'unconfigured' }
  | { status: 'unknown'; attributes: readonly string[] }
  | ({ status: 'invalid'; error: AuthError } & FailureContext)
  | ({ status: 'ready'; client: ClickUpClient; names: InputNames } & FailureContext)
>;

export interface ReadHandlerOptions {
  readonly attributes: Attributes;
  readonly state: () => ProviderState;
  /** If provider arguments are unknown: a data source fails, and an ephemeral resource is deferred. */
  readonly ifUnknown: 'fail' | 'defer';
}

/** Adapts a source to Terraform: failures become diagnostics. */
export function readHandler(source: Source, { attributes, state, ifUnknown }: ReadHandlerOptions): ReadHandler {
  const failedRead = (error: AuthError, context: FailureContext & { readonly names?: InputNames }): ReadResult => {
    const diagnostic = diagnose(error, { ...context, attributes });
    return { diagnostics: [diagnostic], ...(diagnostic.severity === 'warning' && { value: valuesAfterWarning() }) };
  };
  /**
   * With on_failure = "warn", every computed attribute of a data source is null, including lists and maps. An empty list or
   * map would make `for_each` plan to destroy existing resources, and Terraform accepts no unknown values. Those of an
   * ephemeral resource are unknown, with which every expression can be evaluated.
   */
  const valuesAfterWarning = (): ObjectValue => (ifUnknown === 'defer' ? unknownValues(attributes) : {});
  return {
    validate: (config) => [...readOnlyErrors(config, attributes), ...(source.validate?.(config) ?? [])],
    async read(config, { canDefer }): Promise<ReadResult> {
      const current = state();
      switch (current.status) {
        case 'unconfigured':
          return { diagnostics: [NOT_CONFIGURED] };
        case 'unknown':
          if (canDefer) return { value: unknownValues(attributes), isDeferred: true };
          if (ifUnknown === 'defer') return { value: unknownValues(attributes) };
          return { diagnostics: [unknownArguments(current.attributes)] };
        case 'invalid':
          return failedRead(current.error, current);
        case 'ready':
          try {
            const diagnostics: Diagnostic[] = [];
            const value = await source.read(config, current.client, (warning) => void diagnostics.push(warning));
            return { value, ...(diagnostics.length > 0 && { diagnostics }) };
          } catch (error) {
            if (!isAuthError(error)) throw error;
            return failedRead(error, current);
          }
      }
    },
  };
}

/** Rejects values for computed attributes, which look like requirements. Terraform would replace them without an error. */
function readOnlyErrors(config: ObjectValue, attributes: Attributes): Diagnostic[] {
  return Object.entries(attributes)
    .filter(([name, { use }]) => use === 'computed' && !isNull(config[name]))
    .map(([name]) =>
      configError(
        `${name} is read-only`,
        {
          happened: `The configuration sets \`${name}\`, but the provider determines this value and would ignore the one in the configuration.`,
          cause: 'The value was meant as a requirement.',
          remedy: `Remove \`${name}\`. To require a value, compare \`self.${name}\` with it in a \`postcondition\`.`,
        },
        [name],
      ),
    );
}

function unknownValues(attributes: Attributes): ObjectValue {
  const computed = Object.entries(attributes).filter(([, { use }]) => use === 'computed');
  return Object.fromEntries(computed.map(([name]) => [name, UNKNOWN]));
}

const NOT_CONFIGURED = configError('Provider is not configured', {
  happened: 'The provider received a read request before its configuration.',
  cause: 'The program that started the provider has a bug.',
  remedy: 'Use a released version of Terraform or OpenTofu.',
});

function unknownArguments(names: readonly string[]): Diagnostic {
  const quoted = names.map((name) => `\`${name}\``).join(', ');
  return configError(`Provider arguments unknown until apply: ${names.join(', ')}`, {
    happened: `Terraform reads data sources during plan, but the value of ${quoted} in \`provider "clickup"\` is known only during apply. No request was sent to ClickUp.`,
    cause: 'The value comes from a resource that the same configuration creates.',
    remedy:
      'Create that resource first (`terraform apply -target=…`), set the token through CLICKUP_API_TOKEN, or use the `clickup_auth` ephemeral resource, which Terraform defers until apply.',
  });
}
