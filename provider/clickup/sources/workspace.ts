import { UNKNOWN } from '../../protocol/value.js';
import { configError } from '../diagnostics.js';
import type { Source } from './source.js';
import { isBlank, isSet, textOf } from '../text.js';
import { findById, findByName, workspaceValue } from '../workspaces.js';

const HOW = 'Set `id` to the id of a Workspace, as `9011234080`, or `name` to its name.';

/** `data "clickup_workspace"`. */
export const workspaceSource: Source = {
  validate({ id, name }) {
    const isBothKnown = id !== UNKNOWN && name !== UNKNOWN;
    // What is unknown may turn out to be null. Terraform asks again once it is known.
    if (isBothKnown && isSet(id) && isSet(name))
      return [configError('Both id and name are set', `Only one of them decides. ${HOW}`, ['name'])];
    if (!isSet(id) && !isSet(name)) return [configError('Neither id nor name is set', HOW)];
    if (isBlank(id)) return [configError('The id is empty', HOW, ['id'])];
    if (isBlank(name)) return [configError('The name is empty', HOW, ['name'])];
    return [];
  },
  async read({ id, name }, reader) {
    reader.rejectToken(textOf(id), 'id');
    reader.rejectToken(textOf(name), 'name');
    const { workspaces } = await reader.session();
    return workspaceValue(isSet(id) ? findById(workspaces, textOf(id)) : findByName(workspaces, textOf(name)));
  },
};
