import { selectWorkspaces } from '../../../src/index.js';
import { parseWorkspaceEntry } from '../../../src/integration.js';
import { isList } from '../../protocol/value.js';
import { isBlank, stringsOf } from '../config-values.js';
import { configError } from '../diagnostics.js';
import type { Source } from '../read-handler.js';
import { idsByName, workspaceValue } from '../workspaces.js';

const EMPTY_ENTRY = {
  happened: 'Each entry of `workspaces` must be the ID or name of a Workspace.',
  cause: 'A variable or attribute in the list is null or an empty string.',
  remedy: 'Remove the empty entry, or set it to a Workspace ID or name.',
};

/** The data source and the ephemeral resource `clickup_auth`. */
export const authSource: Source = {
  validate({ workspaces }) {
    if (!isList(workspaces)) return [];
    return workspaces.flatMap((entry, index) =>
      entry === null || isBlank(entry)
        ? [configError('Empty entry in workspaces', EMPTY_ENTRY, ['workspaces', index])]
        : [],
    );
  },
  async read(config, client) {
    const required = stringsOf(config['workspaces']).map(parseWorkspaceEntry);
    required.forEach((entry, index) => client.rejectToken(entry, `workspaces[${index}]`));
    const { token, identity, workspaces } = await client.session();
    selectWorkspaces(workspaces, required);
    return {
      user_id: identity.id,
      username: identity.username ?? null,
      email: identity.email ?? null,
      token_kind: token.kind,
      authorized_workspaces: workspaces.map(workspaceValue),
      workspace_ids: idsByName(workspaces),
    };
  },
};
