// Generates the tables of failure reasons: a short one in the README, and one per integration, with its own wording, on
// the page of that integration. The records of the code decide the rows, so a reason cannot be missing.
import { build } from 'esbuild';
import type { LENIENT_INPUT } from '../../action/failed-verdict.ts';
import type { INPUT_NAMES } from '../../action/inputs.ts';
import type { explainForAction } from '../../action/messages.ts';
import type { EXIT_CODES } from '../../cli/output/exit-codes.ts';
import type { OPTION_NAMES } from '../../cli/output/error-report.ts';
import type { CONCERNED_ARGUMENT, canWarn, diagnose } from '../../provider/clickup/diagnostics.ts';
import type { AuthError, Explanation, Reason, REASONS } from '../../src/index.ts';
import type { explainAs } from '../../src/integration.ts';
import type { Generator } from './generator.mts';
import { code, withTables, type Rows } from './regions.mts';
import { SAMPLE_FAILURES, SUMMARIES } from './reason-samples.mts';

export const reasonTables: Generator = {
  name: 'Tables of failure reasons',
  owns: [],
  generate: async () => {
    const tables = reasonTablesOf(await loadCode());
    const pages = Object.entries(tables).map(
      async ([path, reasons]) => [path, await withTables(path, { reasons })] as const,
    );
    return new Map(await Promise.all(pages));
  },
};

interface Code {
  readonly AuthError: typeof AuthError;
  readonly REASONS: typeof REASONS;
  readonly explainAs: typeof explainAs;
  readonly INPUT_NAMES: typeof INPUT_NAMES;
  readonly explainForAction: typeof explainForAction;
  readonly LENIENT_INPUT: typeof LENIENT_INPUT;
  readonly EXIT_CODES: typeof EXIT_CODES;
  readonly OPTION_NAMES: typeof OPTION_NAMES;
  readonly CONCERNED_ARGUMENT: typeof CONCERNED_ARGUMENT;
  readonly canWarn: typeof canWarn;
  readonly diagnose: typeof diagnose;
}

/** Returns the rows of each page. */
function reasonTablesOf(loaded: Code): Record<string, Rows> {
  const reasons = Object.values(SAMPLE_FAILURES).map(({ reason }) => reason);
  const parts = ({ title, cause, remedy }: Explanation): string[] => [title, cause, remedy];
  const texts = ['Title', 'Likely cause', 'What to do'];
  return {
    'README.md': [
      ['Reason', 'Meaning', 'What to do'],
      ...reasons.map((reason) => [code(reason), ...SUMMARIES[reason]]),
    ],
    'docs/library.md': [
      ['Reason', 'Category', ...texts],
      ...reasons.map((reason) => [
        code(reason),
        code(loaded.REASONS[reason].category),
        ...parts(loaded.explainAs(SAMPLE_FAILURES[reason], {})),
      ]),
    ],
    'docs/action.md': [
      ['`status`', 'Passes if', ...texts],
      ...reasons.map((reason) => [
        code(reason),
        passesIf(loaded.LENIENT_INPUT[reason]),
        ...parts(loaded.explainForAction(SAMPLE_FAILURES[reason], loaded.INPUT_NAMES, undefined)),
      ]),
    ],
    'docs/cli.md': [
      ['Reason', 'Exit code', ...texts],
      ...reasons.map((reason) => [
        code(reason),
        String(loaded.EXIT_CODES[reason]),
        ...parts(loaded.explainAs(SAMPLE_FAILURES[reason], loaded.OPTION_NAMES)),
      ]),
    ],
    'docs/terraform.md': [
      ['Reason', 'Shown at', '`on_failure = "warn"`', 'Summary', 'What to do'],
      ...reasons.map((reason) => [
        code(reason),
        shownAt(loaded.CONCERNED_ARGUMENT[reason]),
        loaded.canWarn(reason) ? 'warning' : 'error',
        ...diagnosticTexts(reason, loaded),
      ]),
    ],
  };
}

function passesIf(input: Code['LENIENT_INPUT'][Reason]): string {
  if (input === undefined) return 'never';
  return code(input === 'on-missing-token' ? 'on-missing-token: skip' : 'on-unavailable: warn');
}

function shownAt(argument: Code['CONCERNED_ARGUMENT'][Reason]): string {
  if (argument === undefined) return 'the block';
  return argument === 'input' ? 'the argument that it names' : code(argument);
}

function diagnosticTexts(reason: Reason, { diagnose, AuthError }: Code): string[] {
  const error = new AuthError(SAMPLE_FAILURES[reason]);
  const { summary, detail } = diagnose(error, { attributes: {}, onFailure: 'error' });
  return [summary, /What to do: (.*)/.exec(detail)?.[1] ?? ''];
}

/** Bundled first, because Node runs TypeScript only if imports name files as they are. */
async function loadCode(): Promise<Code> {
  const contents = `
    export { AuthError, REASONS } from './src/index';
    export { explainAs } from './src/integration';
    export { INPUT_NAMES } from './action/inputs';
    export { explainForAction } from './action/messages';
    export { LENIENT_INPUT } from './action/failed-verdict';
    export { EXIT_CODES } from './cli/output/exit-codes';
    export { OPTION_NAMES } from './cli/output/error-report';
    export { CONCERNED_ARGUMENT, canWarn, diagnose } from './provider/clickup/diagnostics';`;
  const stdin = { contents, resolveDir: process.cwd() };
  const { outputFiles } = await build({ stdin, bundle: true, platform: 'node', format: 'esm', write: false });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return import(`data:text/javascript;base64,${source}`);
}
