import { UNKNOWN } from '../../protocol/value.js';
import { isBlank, isNull, stringOf } from '../config-values.js';
import { configError } from '../diagnostics.js';
import type { Source } from '../read-handler.js';
import { findById, findByName, workspaceValue } from '../workspaces.js';

const PARTS = {
  happened: 'The data source requires exactly one of `id` and `name`, with a value.',
  cause: 'An argument is missing or redundant, or a variable is not set.',
  remedy: 'Set `id` to a Workspace ID, for example `9011234080`, or set `name` to a Workspace name.',
};

export const workspaceSource: Source = {
  validate({ id, name }) {
    // An unknown value can turn out to be null. Terraform validates again when both are known.
    const isKnown = id !== UNKNOWN && name !== UNKNOWN;
    if (isKnown && !isNull(id) && !isNull(name)) return [configError('Both id and name are set', PARTS, ['name'])];
    if (isNull(id) && isNull(name)) return [configError('Neither id nor name is set', PARTS)];
    if (isBlank(id)) return [configError('id is empty', PARTS, ['id'])];
    if (isBlank(name)) return [configError('name is empty', PARTS, ['name'])];
    return [];
  },
  async read({ id, name }, client) {
    client.rejectToken(stringOf(id), 'id');
    client.rejectToken(stringOf(name), 'name');
    const { workspaces } = await client.session();
    return workspaceValue(isNull(id) ? findByName(workspaces, stringOf(name)) : findById(workspaces, stringOf(id)));
  },
};
