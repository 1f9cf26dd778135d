import { isAuthError, type AuthError } from '../../src/index.js';
import type { InputNames } from '../../src/integration.js';
import type { ReadHandler, ReadResult } from '../protocol/definition.js';
import type { Diagnostic } from '../protocol/diagnostic.js';
import type { Attributes } from '../protocol/schema.js';
import { UNKNOWN, type ObjectValue } from '../protocol/value.js';
import type { ClickUpClient } from './client.js';
import type { OnFailure } from './configuration.js';
import { configError, diagnose, type DiagnosticContext } from './diagnostics.js';

/** The implementation of a data source or an ephemeral resource. */
export interface Source {
  /** Validates a configuration that can contain unknown values. Sends no request. */
  validate?(config: ObjectValue): readonly Diagnostic[];
  /** Returns the computed attributes. Fails with an AuthError. */
  read(config: ObjectValue, client: ClickUpClient): Promise<ObjectValue>;
}

/** The state of the provider after the latest ConfigureProvider call. If it is invalid, every read reports the error. */
export type ProviderState = Readonly<
  | { status: 'unconfigured' }
  | { status: 'unknown'; attributes: readonly string[] }
  | { status: 'invalid'; error: AuthError; onFailure: OnFailure }
  | { status: 'ready'; client: ClickUpClient; onFailure: OnFailure; names: InputNames }
>;

export interface ReadHandlerOptions {
  readonly attributes: Attributes;
  readonly state: () => ProviderState;
  /** If provider arguments are unknown: a data source fails, and an ephemeral resource is deferred. */
  readonly ifUnknown: 'fail' | 'defer';
}

/** Adapts a source to Terraform: failures become diagnostics. */
export function readHandler(source: Source, { attributes, state, ifUnknown }: ReadHandlerOptions): ReadHandler {
  return {
    validate: (config) => source.validate?.(config) ?? [],
    async read(config): Promise<ReadResult> {
      const current = state();
      switch (current.status) {
        case 'unconfigured':
          return { diagnostics: [NOT_CONFIGURED] };
        case 'unknown':
          if (ifUnknown === 'defer') return { value: unknownValues(attributes) };
          return { diagnostics: [unknownArguments(current.attributes)] };
        case 'invalid':
          return failedRead(current.error, { ...current, attributes });
        case 'ready':
          try {
            return { value: await source.read(config, current.client) };
          } catch (error) {
            if (!isAuthError(error)) throw error;
            return failedRead(error, { ...current, attributes });
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
