import { isAuthError } from '../../src/index.js';
import type { Environment } from '../../src/integration.js';
import type { Log } from '../plugin/logger.js';
import type { Provider } from '../protocol/definition.js';
import type { Diagnostic } from '../protocol/diagnostic.js';
import { unknownAttributes, type ObjectValue } from '../protocol/value.js';
import { readConfiguration, readOnFailure, validateConfiguration, type OnFailure } from './configuration.js';
import { diagnose } from './diagnostics.js';
import { readHandler } from './read-handler.js';
import { Reader } from './reader.js';
import { SCHEMA } from './schema/index.js';
import { authSource } from './sources/auth.js';
import type { Source } from './sources/source.js';
import { workspacePlanSource } from './sources/workspace-plan.js';
import { workspaceSeatsSource } from './sources/workspace-seats.js';
import { workspaceSource } from './sources/workspace.js';
import { workspacesSource } from './sources/workspaces.js';
import type { State } from './state.js';
import { isSet } from './text.js';

/** A type of the schema that has no source here does not compile. */
type Sources<Kind extends 'dataSources' | 'ephemeralResources'> = Readonly<Record<keyof (typeof SCHEMA)[Kind], Source>>;

const DATA_SOURCES: Sources<'dataSources'> = {
  clickup_auth: authSource,
  clickup_workspace: workspaceSource,
  clickup_workspaces: workspacesSource,
  clickup_workspace_plan: workspacePlanSource,
  clickup_workspace_seats: workspaceSeatsSource,
};

const EPHEMERAL_RESOURCES: Sources<'ephemeralResources'> = {
  clickup_auth: authSource,
};

const { attributes } = SCHEMA.provider;

/** The ClickUp provider. It keeps what it was configured with last, and asks ClickUp nothing until then. */
export function createProvider(env: Environment, log: Log): Provider {
  let current: State = { status: 'unconfigured' };
  const state = (): State => current;
  return {
    validate(config) {
      const errors = validateConfiguration(config, env).map((error) =>
        diagnose(error, { attributes, onFailure: 'error' }),
      );
      return errors.filter((one) => concernsBlock(one, config));
    },
    async configure(config) {
      current = readState(config, env, log);
      const isVerified = config['verify_on_configure'] === true;
      if (current.status === 'ready') return isVerified ? verify(current) : [];
      if (current.status !== 'invalid') return [];
      const diagnostic = diagnose(current.error, { ...current, attributes });
      return isVerified || concernsBlock(diagnostic, config) ? [diagnostic] : [];
    },
    stop: () => {
      if (current.status === 'ready') current.reader.stop();
    },
    dataSources: mapValues(DATA_SOURCES, (source, name) => {
      return readHandler(source, { attributes: SCHEMA.dataSources[name].attributes, state, whileUnknown: 'fail' });
    }),
    ephemeralResources: mapValues(EPHEMERAL_RESOURCES, (source, name) => {
      return readHandler(source, {
        attributes: SCHEMA.ephemeralResources[name].attributes,
        state,
        whileUnknown: 'defer',
      });
    }),
  };
}

/**
 * Whether a mistake stands in the block itself. What comes from the environment is told by each read instead: told here,
 * Terraform asks those who have no provider block to write one, which would not help.
 */
function concernsBlock({ attribute: [name] = [] }: Diagnostic, config: ObjectValue): boolean {
  return name !== undefined && isSet(config[name]);
}

function readState(config: ObjectValue, env: Environment, log: Log): State {
  const unknown = unknownAttributes(config);
  if (unknown.length > 0) return { status: 'unknown', attributes: unknown };
  let onFailure: OnFailure = 'error';
  try {
    onFailure = readOnFailure(config, env);
    const { token, options, names } = readConfiguration(config, env);
    log('info', 'configured', { api_url: options.apiUrl ?? 'default', token_kind: token.kind, on_failure: onFailure });
    for (const warning of token.warnings) log('warn', warning);
    return { status: 'ready', reader: new Reader(token, options, log), onFailure, names };
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return { status: 'invalid', error, onFailure };
  }
}

async function verify(state: Extract<State, { status: 'ready' }>): Promise<readonly Diagnostic[]> {
  try {
    await state.reader.session();
    return [];
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return [diagnose(error, { ...state, attributes })];
  }
}

function mapValues<Name extends string, From, To>(
  record: Readonly<Record<Name, From>>,
  convert: (value: From, name: Name) => To,
): Readonly<Record<string, To>> {
  // Object.entries forgets which names there are.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const names = Object.keys(record) as Name[];
  return Object.fromEntries(names.map((name) => [name, convert(record[name], name)]));
}
