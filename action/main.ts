import { error, getInput, info, notice, setOutput, setSecret, summary, warning } from '@actions/core';
import { run } from './run.js';

// Named one by one, so that the bundle holds no more of the toolkit than this.
void run({ error, getInput, info, notice, setOutput, setSecret, summary, warning }, process.env).then((exitCode) => {
  // Not process.exit: what was printed last may still be on its way.
  process.exitCode = exitCode;
});
