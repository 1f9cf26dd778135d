import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** One run of the Action's step. */
export interface Step {
  /** The values of `with:`, by input name. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Added to the environment variables that every runner sets. Undefined unsets a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The payload of the event. Defaults to no event file. */
  readonly event?: unknown;
}

export interface StepResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/**
 * Runs the committed bundle like a runner: inputs as INPUT_*, and files for outputs, job summary and event. It passes no
 * other variable of this machine, so that none can change the result.
 */
export async function runAction(step: Step): Promise<StepResult> {
  const directory = mkdtempSync(join(tmpdir(), 'clickup-auth-step-'));
  try {
    const outputFile = join(directory, 'output');
    const summaryFile = join(directory, 'summary');
    const eventFile = join(directory, 'event.json');
    writeFileSync(outputFile, '');
    writeFileSync(summaryFile, '');
    if (step.event !== undefined) writeFileSync(eventFile, JSON.stringify(step.event));
    const inputs = Object.entries(step.inputs ?? {}).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const result = await runBundle({
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'acme/site',
      GITHUB_OUTPUT: outputFile,
      GITHUB_STEP_SUMMARY: summaryFile,
      GITHUB_EVENT_PATH: step.event === undefined ? undefined : eventFile,
      ...Object.fromEntries(inputs),
      ...step.env,
    });
    const outputs = parseOutputs(readFileSync(outputFile, 'utf8'));
    return { ...result, outputs, summary: readFileSync(summaryFile, 'utf8') };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function runBundle(env: NodeJS.ProcessEnv): Promise<Pick<StepResult, 'exitCode' | 'stdout' | 'stderr'>> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [resolve('action/dist/index.js')], { env }, (_, stdout, stderr) =>
      done({ exitCode: child.exitCode, stdout, stderr }),
    );
  });
}

/** Parses the format of GITHUB_OUTPUT: `name<<delimiter`, the lines of the value, the delimiter. */
function parseOutputs(text: string): Record<string, string> {
  const blocks = text.matchAll(/^(.+?)<<(.+)\r?\n([^]*?)\r?\n\2\r?$/gm);
  return Object.fromEntries([...blocks].map(([, name, , value]) => [name, value]));
}
