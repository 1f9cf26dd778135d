import { AuthError, type Workspace } from '../../../src/index.js';
import type { Value } from '../../protocol/value.js';
import { configError } from '../diagnostics.js';
import { matchNames, parseNamePattern, type Problem } from '../name-pattern.js';
import type { Source } from './source.js';
import { idsByName, workspaceValue } from '../workspaces.js';

/** `data "clickup_workspaces"`. */
export const workspacesSource: Source = {
  validate({ name_regex: text }) {
    const pattern = typeof text === 'string' ? parseNamePattern(text) : undefined;
    if (pattern === undefined || pattern instanceof RegExp) return [];
    const how = `The pattern ${pattern.problem}. Correct it, or leave it out for all Workspaces.`;
    return [configError("name_regex can't be used", how, ['name_regex'])];
  },
  async read({ name_regex: text }, reader) {
    const { workspaces } = await reader.session();
    const matching = filter(workspaces, text);
    return {
      workspaces: matching.map(workspaceValue),
      ids: matching.map(({ id }) => id),
      workspace_ids: idsByName(matching),
    };
  },
};

function filter(workspaces: readonly Workspace[], text: Value | undefined): readonly Workspace[] {
  if (typeof text !== 'string') return workspaces;
  const pattern = parseNamePattern(text);
  if (!(pattern instanceof RegExp)) throw patternError(pattern);
  const matches = matchNames(
    pattern,
    workspaces.map(({ name }) => name),
  );
  if ('problem' in matches) throw patternError(matches);
  return workspaces.filter((_, index) => matches[index]);
}

function patternError({ problem }: Problem): AuthError {
  const allowed = `a JavaScript regular expression; this one ${problem}`;
  return new AuthError({ reason: 'input_invalid', input: 'name_regex', allowed });
}
