import { once } from 'node:events';
import { SANDBOX_APP, SANDBOX_TABLE, startSandbox, type AnswerLine, type Sandbox } from '../../sandbox/index.js';
import { invalidInput, readWholeNumber } from '../../src/integration.js';
import type { Context } from '../context.js';
import { errorCode } from '../errors.js';
import { flag } from '../input/request-options.js';
import type { Report } from '../output/report.js';

export interface SandboxFlags {
  /** 0 selects a free port. */
  readonly port: string;
}

/** `clickup-auth sandbox`: runs the ClickUp emulator until it is interrupted. */
export async function sandbox(given: SandboxFlags, { stdout, signal }: Context): Promise<Report> {
  const port = readWholeNumber(flag('--port', given.port), { min: 0, max: 65_535 }) ?? 0;
  const say = (line: string): void => void stdout.write(`${line}\n`);
  const onAnswer = ({ request, status, token, delivery }: AnswerLine): void => {
    say(`${status}  ${request}  (${delivery === undefined ? token : `${token}, ${delivery}`})`);
  };
  const started = await startSandbox({ port, onAnswer }).catch((error: unknown) => {
    throw errorCode(error) === 'EADDRINUSE' ? invalidInput('--port', FREE) : error;
  });
  for (const line of describe(started)) say(line);
  if (!signal.aborted) await once(signal, 'abort');
  await started.close();
  return { exitCode: 0, data: { status: 'ok', message: 'The sandbox has ended.' }, text: [], warnings: [] };
}

const FREE = 'a free port. The given port is in use. Use 0 to select a free port';

function describe({ url, apiUrl, authorizeUrl, tokens }: Sandbox): string[] {
  return [
    `ClickUp emulator running on ${url}. Open that URL to list the test tokens.`,
    'To use it, run:',
    '',
    `  export CLICKUP_API_URL=${apiUrl}`,
    `  export CLICKUP_API_TOKEN=${tokens.valid}`,
    '',
    'or, to rehearse a login:',
    '',
    `  export CLICKUP_API_URL=${apiUrl}`,
    `  export CLICKUP_AUTHORIZE_URL=${authorizeUrl}`,
    `  export CLICKUP_CLIENT_ID=${SANDBOX_APP.clientId} CLICKUP_CLIENT_SECRET=${SANDBOX_APP.clientSecret}`,
    '',
    ...SANDBOX_TABLE.flatMap(({ name, token, description }) => [
      `${name.padEnd(13)} ${description}`,
      `${' '.repeat(14)}${token}`,
    ]),
    '',
    `Revoke one while it runs:  curl -X POST ${url}/_sandbox/revoke/valid`,
    'Requests are listed below. Ctrl-C ends it.',
    '',
  ];
}
