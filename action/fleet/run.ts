import { accessSync, appendFileSync, constants } from 'node:fs';
import { explain, isAuthError } from '../../src/index.js';
import type { Environment } from '../../src/integration.js';
import { describeFileError } from '../outputs.js';
import type { Core } from '../toolkit.js';
import { isFailed, isUnchecked, logLines, renderFleet } from './report.js';
import { duplicatesOf, readNames, readResults, withMissing, type FleetResult } from './results.js';

/** Runs the step of the summary and returns its exit code: 1 only if an input is invalid, because each job has failed itself. */
export function runSummary(core: Core, env: Environment): 0 | 1 {
  let results: FleetResult[];
  try {
    const names = readNames({ name: 'credentials', text: core.getInput('credentials') });
    for (const name of duplicatesOf(names)) {
      core.warning(`Several credentials have the name ${name}, so they share one issue. Give each one its own name.`, {
        title: 'Name of a credential is not unique',
      });
    }
    results = withMissing(read(core), names);
  } catch (error) {
    if (!isAuthError(error)) throw error;
    const { title, happened, remedy } = explain(error.failure);
    core.error(`${happened} ${remedy}`, { title });
    return 1;
  }
  for (const line of logLines(results)) core.info(line);
  attempt(core, 'GITHUB_OUTPUT', () => {
    core.setOutput('total', results.length);
    core.setOutput('failed', namesOf(results.filter(isFailed)));
    core.setOutput('unchecked', namesOf(results.filter(isUnchecked)));
  });
  const file = env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file !== '')
    attempt(core, 'GITHUB_STEP_SUMMARY', () => {
      // appendFileSync() would create a missing file, which no runner reads.
      accessSync(file, constants.W_OK);
      appendFileSync(file, `${renderFleet(results)}\n`);
    });
  return 0;
}

function namesOf(results: readonly FleetResult[]): string {
  return JSON.stringify(results.map(({ name }) => name));
}

/** The log has the results too, so a file that cannot be written does not end the step. */
function attempt(core: Core, variable: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    core.warning(`The file of ${variable} ${describeFileError(error)}. The log has all results.`, {
      title: 'Summary is incomplete',
    });
  }
}

/** The results, or none if no job has written one: then there is no directory. */
function read(core: Core): FleetResult[] {
  const directory = core.getInput('results') || 'clickup-results';
  try {
    return readResults(directory);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOENT')
      core.warning(`The directory of \`results\` cannot be read (${String(code)}).`, {
        title: 'Results cannot be read',
      });
    return [];
  }
}
