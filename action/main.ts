import { error, getInput, info, notice, setOutput, setSecret, warning } from '@actions/core';
import { run } from './run.js';

// Import only these functions, so that the bundle does not contain the rest of the toolkit.
void run({ error, getInput, info, notice, setOutput, setSecret, warning }, process.env).then((exitCode) => {
  // Exit after the output is flushed: without exit(), Node would first close connections and free its heap.
  process.stdout.write('', () => process.exit(exitCode));
});
