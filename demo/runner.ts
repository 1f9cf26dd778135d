import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** One run of the Action's step. */
export interface Step {
  /** As under `with:`, by the inputs' names. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Environment variables on top of what every runner sets. */
  readonly env?: Readonly<Record<string, string>>;
  /** The event's payload. Default: none. */
  readonly event?: unknown;
  /** Whether there is a file for the job summary. Default: true. */
  readonly hasSummaryFile?: boolean;
  /** Standard output as it comes. */
  readonly onOutput?: (text: string) => void;
}

/** What a runner sees of it. */
export interface StepResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** The committed bundle: what a workflow runs. */
export const BUNDLE = resolve('action/dist/index.js');

/**
 * Runs the committed bundle as a runner does: inputs as INPUT_*, and files for outputs, summary and event. The
 * environment holds nothing else, so that no variable of this machine changes the result.
 */
export async function runAction(step: Step): Promise<StepResult> {
  const folder = mkdtempSync(join(tmpdir(), 'clickup-auth-step-'));
  try {
    const outputFile = join(folder, 'output');
    const summaryFile = join(folder, 'summary');
    writeFileSync(outputFile, '');
    writeFileSync(summaryFile, '');
    const env: NodeJS.ProcessEnv = {
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'acme/site',
      GITHUB_OUTPUT: outputFile,
    };
    if (step.hasSummaryFile ?? true) env['GITHUB_STEP_SUMMARY'] = summaryFile;
    if (step.event !== undefined) {
      env['GITHUB_EVENT_PATH'] = join(folder, 'event.json');
      writeFileSync(env['GITHUB_EVENT_PATH'], JSON.stringify(step.event));
    }
    for (const [name, value] of Object.entries(step.inputs ?? {})) env[`INPUT_${name.toUpperCase()}`] = value;
    const ended = await runBundle({ ...env, ...step.env }, step.onOutput);
    return {
      ...ended,
      outputs: parseOutputs(readFileSync(outputFile, 'utf8')),
      summary: readFileSync(summaryFile, 'utf8'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Ended = Pick<StepResult, 'exitCode' | 'stdout' | 'stderr'>;

function runBundle(env: NodeJS.ProcessEnv, onOutput?: (text: string) => void): Promise<Ended> {
  const child = spawn(process.execPath, [BUNDLE], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    onOutput?.(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (exitCode) => done({ exitCode, stdout, stderr }));
  });
}

/** The file's blocks: `name<<delimiter`, the value's lines, the delimiter. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const [name, delimiter] = (lines[at] ?? '').split('<<');
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, at + 1);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}
