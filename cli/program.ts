import { CommanderError } from 'commander';
import { isAuthError } from '../src/index.js';
import { environmentWarnings, toSingleLine } from '../src/integration.js';
import { defineProgram } from './commands.js';
import type { Context } from './context.js';
import { CliError } from './errors.js';
import { containsSecret } from './input/user-input.js';
import { failureReport, internalErrorReport, usageReport } from './output/error-report.js';
import type { ExitCode } from './output/exit-codes.js';
import { print } from './output/print.js';
import type { Report } from './output/print.js';

/** Runs one command line, prints its report, and returns the exit code. */
export async function run(argv: readonly string[], context: Context): Promise<ExitCode> {
  const result = await execute(argv, context);
  if (typeof result === 'number') return result;
  const urgent = environmentWarnings(context.env);
  print(result, { json: argv.includes('--json'), quiet: argv.includes('--quiet'), urgent }, context);
  return result.exitCode;
}

/** Returns the report, or only an exit code if Commander already printed everything. Never throws. */
async function execute(argv: readonly string[], context: Context): Promise<Report | ExitCode> {
  if (containsSecret(argv)) return SECRET_REJECTED;
  // Before Commander reports an unknown option, because Node.js has already read this one.
  if (argv.some((argument) => /^--env-file(?:-if-exists)?(?:=|$)/.test(argument))) return ENV_FILE_REJECTED;
  let result: Report | undefined;
  const program = defineProgram(context, (report) => {
    result = report;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return result ?? 0;
  } catch (error) {
    if (error instanceof CliError) return failureReport(error, { wording: error.wording });
    if (isAuthError(error)) return failureReport(error);
    if (!(error instanceof CommanderError)) return internalErrorReport(error);
    // Commander printed the help or the version, or the help because no command is given.
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return 2;
    const [command = ''] = argv.filter((argument) => /^[a-z]+$/.test(argument));
    const known = program.commands.some((one) => one.name() === command) ? `${command} ` : '';
    const title = toSingleLine(withoutValues(error.message.replace(/^error: /, '').replace(/\.$/, '')));
    return usageReport(title, 'The command line is misspelled.', `Run \`clickup-auth ${known}--help\`.`);
  }
}

/** The value of a misspelled option, or an argument in place of a command, may be a secret. */
function withoutValues(message: string): string {
  return message
    .replace(/^unknown option '(--[\w-]{1,40}|-[\w-])[^]*?'(?=$| \(|\n)/, "unknown option '$1'")
    .replace(/^unknown command '(?![a-z-]{1,20}')[^]*?'(?=$| \(|\n)/, 'unknown command');
}

const ENV_FILE_REJECTED = usageReport(
  'The option --env-file does not exist',
  'Node.js reads --env-file itself, also after the name of a program, and applies NODE_OPTIONS from the file.',
  'Use --file (-f), which reads only CLICKUP_API_TOKEN. Run the command again without --env-file.',
);

const SECRET_REJECTED = usageReport(
  'Secrets are not accepted on the command line',
  'Shells store command lines in a history file, and other users of this machine can read them in the process list.',
  'Set CLICKUP_API_TOKEN or pass --token-stdin. For a client secret, set CLICKUP_CLIENT_SECRET. Rotate the secret: your shell history may contain it.',
);
