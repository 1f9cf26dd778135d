import { AuthError, type Workspace } from '../../../src/index.js';
import type { Value } from '../../protocol/value.js';
import { configError } from '../diagnostics.js';
import { matchNames, parseNamePattern, type PatternError } from '../name-pattern.js';
import type { Source } from '../read-handler.js';
import { idsByName, workspaceValue } from '../workspaces.js';

export const workspacesSource: Source = {
  validate({ name_regex: text }) {
    const pattern = typeof text === 'string' ? parseNamePattern(text) : undefined;
    if (pattern === undefined || pattern instanceof RegExp) return [];
    const parts = {
      happened: `The pattern ${pattern.problem}.`,
      cause: 'The pattern has a typing error, or it was written for RE2, the syntax of Terraform functions.',
      remedy: 'Correct the pattern, or omit `name_regex` to read all Workspaces.',
    };
    return [configError('name_regex is invalid', parts, ['name_regex'])];
  },
  async read({ name_regex: text }, client) {
    const { workspaces } = await client.session();
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
  const names = workspaces.map(({ name }) => name);
  const matches = matchNames(pattern, names);
  if ('problem' in matches) throw patternError(matches);
  return workspaces.filter((_, index) => matches[index]);
}

function patternError({ problem }: PatternError): AuthError {
  const allowed = `a JavaScript regular expression; this one ${problem}`;
  return new AuthError({ reason: 'input_invalid', input: 'name_regex', allowed });
}
