import { once } from 'node:events';
import { SANDBOX_APP, SANDBOX_TABLE, startSandbox, type AnswerLine, type Sandbox } from '../../sandbox/index.js';
import { readWholeNumber } from '../../src/integration.js';
import type { Context } from '../context.js';
import { CliError, errorCode } from '../errors.js';
import { flag } from '../input/request-options.js';
import type { Report } from '../output/print.js';

/** `clickup-auth sandbox`: emulates ClickUp on loopback until it is interrupted, which ends it with exit code 0. */
export async function sandbox(flags: { readonly port?: string }, { stdout, signal }: Context): Promise<Report> {
  const port = readWholeNumber(flag('--port', flags.port), { min: 0, max: 65_535 }) ?? 8787;
  const print = (line: string): void => void stdout.write(`${line}\n`);
  const onAnswer = ({ request, status, token, delivery }: AnswerLine): void => {
    print(`${status}  ${request}  (${delivery === undefined ? token : `${token}, ${delivery}`})`);
  };
  const started = await startSandbox({ port, onAnswer }).catch((error: unknown) => {
    if (errorCode(error) !== 'EADDRINUSE') throw error;
    throw new CliError(
      { reason: 'input_invalid', input: '--port', allowed: 'a free port' },
      {
        title: `Port ${port} is in use`,
        happened: 'Expected a free port. The given port is in use. Use 0 to select a free port.',
        cause: 'Another sandbox or another program is listening on this port.',
        remedy: 'Pass --port 0, or stop that program and run again.',
      },
    );
  });
  for (const line of introduction(started)) print(line);
  if (!signal.aborted) await once(signal, 'abort');
  await started.close();
  return { exitCode: 0, data: { status: 'ok', message: 'The sandbox was stopped.' }, text: [], warnings: [] };
}

function introduction({ url, apiUrl, authorizeUrl, tokens }: Sandbox): string[] {
  return [
    `ClickUp emulator running on ${url}. Open that URL to list the test tokens.`,
    'To use it, run:',
    '',
    `  export CLICKUP_API_URL=${apiUrl}`,
    `  export CLICKUP_API_TOKEN=${tokens.valid}`,
    '',
    'To test a login, run:',
    '',
    `  export CLICKUP_API_URL=${apiUrl}`,
    `  export CLICKUP_AUTHORIZE_URL=${authorizeUrl}`,
    `  export CLICKUP_CLIENT_ID=${SANDBOX_APP.clientId} CLICKUP_CLIENT_SECRET=${SANDBOX_APP.clientSecret}`,
    '',
    'Test tokens:',
    '',
    ...SANDBOX_TABLE.flatMap(({ name, token, description }) => [
      `${name.padEnd(13)} ${description}`,
      `${' '.repeat(14)}${token}`,
    ]),
    '',
    'Acme has the Space 90110000001, the Folder 901100000100, and the Lists 901100000001 to 901100000007.',
    `To revoke a token now:  curl -X POST ${url}/_sandbox/revoke/valid`,
    'Requests are logged below. Press Ctrl-C to stop.',
    '',
  ];
}
