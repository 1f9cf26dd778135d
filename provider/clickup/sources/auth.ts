import { selectWorkspaces } from '../../../src/index.js';
import { parseWorkspaceEntry } from '../../../src/integration.js';
import { isList } from '../../protocol/value.js';
import { configError } from '../diagnostics.js';
import type { Source } from './source.js';
import { isBlank, textsOf } from '../text.js';
import { idsByName, workspaceValue } from '../workspaces.js';

const EMPTY_ENTRY = 'An entry of workspaces is empty';
const HOW = 'Each entry is the id or the name of a Workspace. Remove this one, or fill it in.';

/** Who the token is, and whether it is authorized for what is required: the data source's and the gate's. */
export const authSource: Source = {
  validate({ workspaces }) {
    if (!isList(workspaces)) return [];
    return workspaces.flatMap((entry, index) =>
      entry === null || isBlank(entry) ? [configError(EMPTY_ENTRY, HOW, ['workspaces', index])] : [],
    );
  },
  async read(config, reader) {
    const required = textsOf(config['workspaces']).map(parseWorkspaceEntry);
    required.forEach((entry, index) => reader.rejectToken(entry, `workspaces[${index}]`));
    const { token, identity, workspaces } = await reader.session();
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
