import { styleText } from 'node:util';
import { startSandbox } from '../sandbox/index.js';
import { renderLog, renderOutputs, wrap } from './render.js';
import { runAction, type Step } from './runner.js';
import { scenes } from './scenes.js';

/** Variables that decide how a machine reaches ClickUp. */
const NETWORK = /^((https|all|no)_proxy|NODE_EXTRA_CA_CERTS|CLICKUP_API_URL)$/i;

async function main(): Promise<number> {
  const token = process.env['CLICKUP_API_TOKEN'];
  return token === undefined || token === '' ? playScenes() : checkReal(token);
}

/** The main job on the sandbox: no account and no network. */
async function playScenes(): Promise<number> {
  const sandbox = await startSandbox();
  let surprises = 0;
  try {
    say(`ClickUp is played by a sandbox on ${sandbox.url}. The Action is the bundle that workflows run.`);
    for (const { title, arrange, step, expected } of scenes(sandbox)) {
      arrange?.();
      say(`\n${styleText('bold', title)}`);
      const result = await show(step);
      const status = result.outputs['status'] ?? '';
      const asExpected = status === expected.status && result.exitCode === expected.exitCode;
      say(`  ${asExpected ? styleText('green', '✓') : styleText('red', '✗')} ${expected.meaning}`);
      if (!asExpected) surprises += 1;
    }
  } finally {
    await sandbox.close();
  }
  say(
    surprises === 0
      ? '\nAll as expected. Next: set CLICKUP_API_TOKEN and run `npm start` again to check your own token.'
      : `\n${surprises} of the scenes did not end as expected.`,
  );
  return surprises === 0 ? 0 : 1;
}

/** The same check against ClickUp itself. */
async function checkReal(token: string): Promise<number> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (NETWORK.test(name) && value) env[name] = value;
  const whom = env['CLICKUP_API_URL'] === undefined ? 'ClickUp' : 'CLICKUP_API_URL';
  say(`Checking the token of CLICKUP_API_TOKEN against ${whom}.\n`);
  return (await show({ inputs: { token }, env })).exitCode ?? 1;
}

async function show(step: Step): ReturnType<typeof runAction> {
  const result = await runAction(step);
  say(renderLog(result.stdout + result.stderr));
  say(renderOutputs(result));
  return result;
}

/** Prints in lines that fit the terminal, and that are short enough to read. */
function say(text: string): void {
  console.log(wrap(text, Math.min(process.stdout.columns || 80, 100)));
}

void main().then((exitCode) => {
  process.exitCode = exitCode;
});
