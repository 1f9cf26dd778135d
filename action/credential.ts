import type { Token } from '../src/index.js';
import type { Environment } from '../src/integration.js';
import { containsToken, invalidInput, rejectToken } from '../src/integration.js';
import { logLine, truncate } from './escape.js';
import type { Core } from './toolkit.js';

/** Names the checked token, so that a reader can tell apart the checks of one job. */
export interface Credential {
  /** For titles and headings: the input `name`, or the job and the values of its matrix. Empty outside of a job. */
  readonly label: string;
  /** Identifies the credential's issue. Depends on neither the token nor the required Workspaces, which can change. */
  readonly key: readonly string[];
}

/** Maximum length of a name in titles. */
const MAX_LABEL = 80;

/** Fails with `input_invalid` if `name` contains a token, because every output shows the name. */
export function readCredential(core: Core, env: Environment, token?: Token): Credential {
  const defaultName = defaultCredential(core, env);
  const name = cleanName(core.getInput('name'));
  if (name === '') return defaultName;
  if (containsToken(name)) throw invalidInput('name', 'a name. This value contains a token');
  if (token !== undefined) rejectToken(name, { input: 'name', allowed: 'a name' }, token);
  // Not the workflow: the workflows of a repository can check the same credential.
  return { label: labelOf(name), key: ['name', name] };
}

/** The name of a credential as titles show it. */
export function labelOf(name: string): string {
  return truncate(cleanName(name), MAX_LABEL);
}

function cleanName(name: string): string {
  return logLine(name).trim();
}

/** The credential of a step that does not set `name`, or sets an invalid one. */
export function defaultCredential(core: Core, env: Environment): Credential {
  const { GITHUB_WORKFLOW_REF = '', GITHUB_JOB = '', GITHUB_ACTION = '' } = env;
  // `owner/repo/.github/workflows/deploy.yml@refs/heads/main`: all branches share one issue.
  const [workflow = ''] = GITHUB_WORKFLOW_REF.split('@');
  const matrix = core.getInput('matrix');
  const values = matrixValues(matrix);
  const label = logLine(values === '' ? GITHUB_JOB : `${GITHUB_JOB} (${values})`);
  return {
    label: containsToken(label) ? '' : truncate(label, MAX_LABEL),
    key: ['job', workflow, GITHUB_JOB, GITHUB_ACTION, values === '' ? '' : matrix],
  };
}

/** The values of the matrix, for example `eu, staging`. Empty if the job has no matrix. */
function matrixValues(text: string): string {
  if (text === '') return '';
  try {
    const matrix: unknown = JSON.parse(text);
    if (typeof matrix !== 'object' || matrix === null) return '';
    return Object.values(matrix)
      .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
      .join(', ');
  } catch {
    return '';
  }
}
