import { styleText } from 'node:util';
import { startSandbox } from '../sandbox/index.js';
import { renderLog, renderOutputs } from './render.js';
import { runAction, type Step } from './runner.js';
import { scenes } from './scenes.js';

/** Variables that decide how a machine reaches ClickUp. */
const NETWORK = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy', 'NODE_EXTRA_CA_CERTS', 'CLICKUP_API_URL'];

async function main(): Promise<number> {
  const token = process.env['CLICKUP_API_TOKEN'];
  return token === undefined || token === '' ? playScenes() : checkReal(token);
}

/** The main job on the sandbox: no account and no network. */
async function playScenes(): Promise<number> {
  const sandbox = await startSandbox();
  let surprises = 0;
  try {
    console.log(`ClickUp is played by a sandbox on ${sandbox.url}. The Action is the bundle that workflows run.`);
    for (const { title, arrange, step, expected } of scenes(sandbox)) {
      arrange?.();
      console.log(`\n${styleText('bold', title)}`);
      const result = await show(step);
      const status = result.outputs['status'] ?? '';
      const asExpected = status === expected.status && result.exitCode === expected.exitCode;
      console.log(`  ${asExpected ? styleText('green', '✓') : styleText('red', '✗')} ${expected.meaning}`);
      if (!asExpected) surprises += 1;
    }
  } finally {
    await sandbox.close();
  }
  console.log(
    surprises === 0
      ? '\nAll as expected. Next: set CLICKUP_API_TOKEN and run `npm start` again to check your own token.'
      : `\n${surprises} of the scenes did not end as expected.`,
  );
  return surprises === 0 ? 0 : 1;
}

/** The same check against ClickUp itself. */
async function checkReal(token: string): Promise<number> {
  console.log('Checking the token of CLICKUP_API_TOKEN against ClickUp.\n');
  const env = Object.fromEntries(NETWORK.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  return (await show({ inputs: { token }, env })).exitCode ?? 1;
}

async function show(step: Step): ReturnType<typeof runAction> {
  const result = await runAction(step);
  console.log(renderLog(result.stdout + result.stderr));
  console.log(renderOutputs(result));
  return result;
}

void main().then((exitCode) => {
  process.exitCode = exitCode;
});
