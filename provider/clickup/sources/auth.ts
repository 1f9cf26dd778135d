import { describeProof, parseWorkspaceEntry } from '../../../src/integration.js';
import type { Diagnostic } from '../../protocol/diagnostic.js';
import { isList } from '../../protocol/value.js';
import { isBlank, stringsOf } from '../config-values.js';
import { configError, diagnose } from '../diagnostics.js';
import type { Source } from '../read-handler.js';
import { findInvalidRequirement, readRequirements, requirementValues } from '../requirements.js';
import { AUTH_DATA_SOURCE } from '../schema/auth.js';
import { idsByName, workspaceValue } from '../workspaces.js';

const EMPTY_ENTRY = {
  happened: 'Each entry of `workspaces` must be the ID or name of a Workspace.',
  cause: 'A variable or attribute in the list is null or an empty string.',
  remedy: 'Remove the empty entry, or set it to a Workspace ID or name.',
};

/** The data source and the ephemeral resource `clickup_auth`. */
export const authSource: Source = {
  validate(config) {
    const { workspaces } = config;
    const invalid = findInvalidRequirement(config);
    const { attributes } = AUTH_DATA_SOURCE;
    return [
      ...(isList(workspaces) ? workspaces : []).flatMap((entry, index) =>
        entry === null || isBlank(entry)
          ? [configError('Empty entry in workspaces', EMPTY_ENTRY, ['workspaces', index])]
          : [],
      ),
      ...(invalid === undefined ? [] : [diagnose(invalid, { attributes, onFailure: 'error' })]),
    ];
  },
  async read(config, client, report) {
    const required = stringsOf(config['workspaces']).map(parseWorkspaceEntry);
    required.forEach((entry, index) => client.rejectToken(entry, `workspaces[${index}]`));
    const session = await client.session({ ...readRequirements(config), workspaces: required });
    const { token, identity, workspaces, requirements } = session;
    for (const warning of session.warnings.filter((one) => !token.warnings.includes(one))) report(archived(warning));
    return {
      user_id: identity.id,
      username: identity.username ?? null,
      email: identity.email ?? null,
      token_kind: token.kind,
      level: describeProof(requirements).level,
      ...requirementValues(requirements),
      authorized_workspaces: workspaces.map(workspaceValue),
      workspace_ids: idsByName(workspaces),
    };
  },
};

function archived(text: string): Diagnostic {
  return { severity: 'warning', summary: 'A required item is archived', detail: text };
}
