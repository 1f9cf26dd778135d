import { debug, error, getInput, info, notice, setOutput, setSecret, warning } from '@actions/core';
import { run } from './run.js';

// When a job is cancelled, the runner sends SIGINT, and SIGTERM a few seconds later. The check ends with `cancelled`.
const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => controller.abort());

// Import only these functions, so that the bundle does not contain the rest of the toolkit.
const core = { debug, error, getInput, info, notice, setOutput, setSecret, warning };
void run(core, process.env, controller.signal).then((exitCode) => {
  // Exit after the output is flushed: without exit(), Node would first close connections and free its heap.
  process.stdout.write('', () => process.exit(exitCode));
});
