import { parseArgs } from 'node:util';
import { SANDBOX_TABLE, startSandbox, type AnswerLine } from './index.js';

const DEFAULT_PORT = '8787';

async function main(): Promise<void> {
  const port = readPort();
  if (port === undefined) return fail('Usage: npm run sandbox -- [--port N], with N from 0 (any free one) to 65535.');
  const onAnswer = ({ request, status, token, manner }: AnswerLine): void => {
    console.log(`${status}  ${request}  (${manner === undefined ? token : `${token}, ${manner}`})`);
  };
  const sandbox = await startSandbox({ port, onAnswer }).catch((error: unknown) => {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    fail(isTaken ? `Port ${port} is taken. Choose another: --port N.` : String(error));
  });
  if (sandbox === undefined) return;
  console.log(`ClickUp is played on ${sandbox.url}, where the tokens are listed too. To rehearse, paste:\n`);
  console.log(`  export CLICKUP_API_URL=${sandbox.apiUrl}\n  export CLICKUP_API_TOKEN=${sandbox.tokens.valid}\n`);
  for (const { name, token, plays } of SANDBOX_TABLE)
    console.log(`${name.padEnd(13)} ${plays}\n${' '.repeat(14)}${token}`);
  console.log(`\nRevoke one while it runs:  curl -X POST ${sandbox.url}/_sandbox/revoke/valid`);
  console.log('Requests are listed below. Ctrl-C ends it.\n');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
}

function readPort(): number | undefined {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string', default: DEFAULT_PORT } } });
    return /^\d{1,5}$/.test(values.port) && Number(values.port) < 65_536 ? Number(values.port) : undefined;
  } catch {
    return undefined;
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}

void main();
