import { UNKNOWN } from '../../protocol/value.js';
import { isBlank, isNull, stringOf } from '../config-values.js';
import { configError } from '../diagnostics.js';
import type { Source } from '../read-handler.js';
import { findById, findByName, workspaceValue } from '../workspaces.js';

const ID_OR_NAME = {
  happened: '`clickup_workspace` requires exactly one of `id` and `name`, and it cannot be empty.',
  cause: 'The configuration sets both arguments or neither, or a variable is null or empty.',
  remedy: 'Set `id` to a Workspace ID, for example `9011234080`, or set `name` to a Workspace name.',
};

export const workspaceSource: Source = {
  validate({ id, name }) {
    // An unknown value can turn out to be null. Terraform validates again when both are known.
    const isKnown = id !== UNKNOWN && name !== UNKNOWN;
    if (isKnown && !isNull(id) && !isNull(name)) return [configError('Both id and name are set', ID_OR_NAME, ['name'])];
    if (isNull(id) && isNull(name)) return [configError('Neither id nor name is set', ID_OR_NAME)];
    if (isBlank(id)) return [configError('id is empty', ID_OR_NAME, ['id'])];
    if (isBlank(name)) return [configError('name is empty', ID_OR_NAME, ['name'])];
    return [];
  },
  async read({ id, name }, client) {
    client.rejectToken(stringOf(id), 'id');
    client.rejectToken(stringOf(name), 'name');
    const { workspaces } = await client.session();
    return workspaceValue(isNull(id) ? findByName(workspaces, stringOf(name)) : findById(workspaces, stringOf(id)));
  },
};
