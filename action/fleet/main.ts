import { debug, error, getInput, info, notice, setOutput, setSecret, warning } from '@actions/core';
import { runSummary } from './run.js';

process.exitCode = runSummary({ debug, error, getInput, info, notice, setOutput, setSecret, warning }, process.env);
