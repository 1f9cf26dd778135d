import { styleText } from 'node:util';
import { startSandbox } from '../sandbox/index.js';
import { renderLog, renderOutputs, wrap } from './render.js';
import { runAction, type Step, type StepResult } from './runner.js';
import { createScenarios } from './scenarios.js';

/** Variables that change how requests reach ClickUp. */
const NETWORK = /^((https|all|no)_proxy|NODE_EXTRA_CA_CERTS|CLICKUP_API_URL)$/i;

/** Runs the scenarios on the sandbox, which requires neither an account nor a network. */
async function runScenarios(): Promise<number> {
  const sandbox = await startSandbox();
  let unexpected = 0;
  try {
    print(`This demo runs the bundle of the Action against a local ClickUp emulator on ${sandbox.url}.`);
    for (const { title, arrange, step, expected } of createScenarios(sandbox)) {
      arrange?.();
      print(`\n${styleText('bold', title)}`);
      const { outputs, exitCode } = await runAndPrint(step);
      const isExpected = outputs['status'] === expected.status && exitCode === expected.exitCode;
      print(`  ${isExpected ? styleText('green', '✓') : styleText('red', '✗')} ${expected.meaning}`);
      if (!isExpected) unexpected += 1;
    }
  } finally {
    await sandbox.close();
  }
  print(
    unexpected === 0
      ? '\nAll results are as expected. To check your own token, set CLICKUP_API_TOKEN and run `npm start` again.'
      : `\nUnexpected results: ${unexpected}. Run \`npm run generate\` to rebuild the bundle, then \`npm start\` again.`,
  );
  return unexpected === 0 ? 0 : 1;
}

/** Runs the same check with the user's token, against ClickUp or CLICKUP_API_URL. */
async function checkToken(token: string): Promise<number> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name, value]) => NETWORK.test(name) && value));
  const target = env['CLICKUP_API_URL'] === undefined ? 'ClickUp' : 'CLICKUP_API_URL';
  print(`Checking the token in CLICKUP_API_TOKEN against ${target}.\n`);
  return (await runAndPrint({ inputs: { token }, env })).exitCode ?? 1;
}

async function runAndPrint(step: Step): Promise<StepResult> {
  const result = await runAction(step);
  print(renderLog(result.stdout + result.stderr));
  print(renderOutputs(result));
  return result;
}

function print(text: string): void {
  console.log(wrap(text, Math.min(process.stdout.columns || 80, 100)));
}

const token = process.env['CLICKUP_API_TOKEN'];
void (token === undefined || token === '' ? runScenarios() : checkToken(token)).then((exitCode) => {
  process.exitCode = exitCode;
});
