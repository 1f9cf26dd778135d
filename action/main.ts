import { error, getInput, info, notice, setOutput, setSecret, warning } from '@actions/core';
import { run } from './run.js';

// Named one by one, so that the bundle holds no more of the toolkit than this.
void run({ error, getInput, info, notice, setOutput, setSecret, warning }, process.env).then((exitCode) => {
  // Wait until all output is flushed, then exit immediately: Node would first close connections and free its heap.
  process.stdout.write('', () => process.exit(exitCode));
});
