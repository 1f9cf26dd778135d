import { isAuthError } from '../../src/index.js';
import type { Environment } from '../../src/integration.js';
import type { Log } from '../plugin/logger.js';
import type { Provider, ReadHandler } from '../protocol/definition.js';
import type { Diagnostic } from '../protocol/diagnostic.js';
import { unknownAttributes, type ObjectValue } from '../protocol/value.js';
import { createClient } from './client.js';
import { isNull } from './config-values.js';
import { readConfiguration, readOnFailure, validateConfiguration, type OnFailure } from './configuration.js';
import { diagnose } from './diagnostics.js';
import { readHandler, type ProviderState, type Source } from './read-handler.js';
import { SCHEMA } from './schema/index.js';
import { authSource } from './sources/auth.js';
import { workspacePlanSource } from './sources/workspace-plan.js';
import { workspaceSeatsSource } from './sources/workspace-seats.js';
import { workspaceSource } from './sources/workspace.js';
import { workspacesSource } from './sources/workspaces.js';

const { attributes } = SCHEMA.provider;

/** Creates the ClickUp provider. It sends no request before the first read, except with `verify_on_configure`. */
export function createProvider(env: Environment, log: Log): Provider {
  let current: ProviderState = { status: 'unconfigured' };
  const state = (): ProviderState => current;
  const dataSource = (name: keyof typeof SCHEMA.dataSources, source: Source): ReadHandler =>
    readHandler(source, { attributes: SCHEMA.dataSources[name].attributes, state, ifUnknown: 'fail' });
  const ephemeralResource = (name: keyof typeof SCHEMA.ephemeralResources, source: Source): ReadHandler =>
    readHandler(source, { attributes: SCHEMA.ephemeralResources[name].attributes, state, ifUnknown: 'defer' });
  return {
    validate: (config) =>
      validateConfiguration(config, env)
        .map((error) => diagnose(error, { attributes, onFailure: 'error' }))
        .filter((diagnostic) => concernsBlock(diagnostic, config)),
    async configure(config) {
      current = configuredState(config, env, log);
      const isVerified = config['verify_on_configure'] === true;
      if (current.status === 'ready') return isVerified ? verify(current) : [];
      if (current.status !== 'invalid') return [];
      const diagnostic = diagnose(current.error, { ...current, attributes });
      if (isVerified || concernsBlock(diagnostic, config)) return [diagnostic];
      // The reads report it instead, the first of them in full.
      current.explained.clear();
      return [];
    },
    stop: () => {
      if (current.status === 'ready') current.client.stop();
    },
    dataSources: {
      clickup_auth: dataSource('clickup_auth', authSource),
      clickup_workspace: dataSource('clickup_workspace', workspaceSource),
      clickup_workspaces: dataSource('clickup_workspaces', workspacesSource),
      clickup_workspace_plan: dataSource('clickup_workspace_plan', workspacePlanSource),
      clickup_workspace_seats: dataSource('clickup_workspace_seats', workspaceSeatsSource),
    } satisfies Record<keyof typeof SCHEMA.dataSources, ReadHandler>,
    ephemeralResources: {
      clickup_auth: ephemeralResource('clickup_auth', authSource),
    } satisfies Record<keyof typeof SCHEMA.ephemeralResources, ReadHandler>,
  };
}

/**
 * Whether an error is in the provider block itself. Errors of environment variables are reported by each read instead:
 * if the provider reported them, Terraform would tell users without a provider block to add one, which does not help.
 */
function concernsBlock({ attribute: [name] = [] }: Diagnostic, config: ObjectValue): boolean {
  return name !== undefined && !isNull(config[name]);
}

function configuredState(config: ObjectValue, env: Environment, log: Log): ProviderState {
  const unknown = unknownAttributes(config);
  if (unknown.length > 0) return { status: 'unknown', attributes: unknown };
  const explained = new Set<string>();
  let onFailure: OnFailure = 'error';
  try {
    onFailure = readOnFailure(config, env);
    const { token, options, names } = readConfiguration(config, env);
    log('info', 'configured', { api_url: options.apiUrl ?? 'default', token_kind: token.kind, on_failure: onFailure });
    for (const warning of token.warnings) log('warn', warning);
    return { status: 'ready', client: createClient(token, options, log), onFailure, explained, names };
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return { status: 'invalid', error, onFailure, explained };
  }
}

async function verify(state: Extract<ProviderState, { status: 'ready' }>): Promise<readonly Diagnostic[]> {
  try {
    await state.client.session();
    return [];
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return [diagnose(error, { ...state, attributes })];
  }
}
