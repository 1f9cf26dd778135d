import { appendFileSync } from 'node:fs';
import { explain, isAuthError } from '../../src/index.js';
import type { Environment } from '../../src/integration.js';
import type { Core } from '../toolkit.js';
import { isFailed, logLines, renderFleet } from './report.js';
import { readNames, readResults, withMissing, type FleetResult } from './results.js';

/** Runs the step of the summary and returns its exit code: 1 only if an input is invalid, because each job has failed itself. */
export function runSummary(core: Core, env: Environment): 0 | 1 {
  let results: FleetResult[];
  try {
    const names = readNames({ name: 'credentials', text: core.getInput('credentials') });
    results = withMissing(read(core), names);
  } catch (error) {
    if (!isAuthError(error)) throw error;
    const { title, happened, remedy } = explain(error.failure);
    core.error(`${happened} ${remedy}`, { title });
    return 1;
  }
  for (const line of logLines(results)) core.info(line);
  core.setOutput('total', results.length);
  core.setOutput('failed', JSON.stringify(results.filter(isFailed).map(({ name }) => name)));
  const file = env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file !== '') appendFileSync(file, `${renderFleet(results)}\n`);
  return 0;
}

/** The results, or none if no job has written one: then there is no directory. */
function read(core: Core): FleetResult[] {
  try {
    return readResults(core.getInput('results') || 'clickup-results');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
