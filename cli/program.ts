import { CommanderError } from 'commander';
import { isAuthError } from '../src/index.js';
import { holdsSecret } from './arguments.js';
import { defineProgram } from './commands.js';
import type { Context } from './context.js';
import type { ExitCode } from './exit-code.js';
import { plain } from './plain.js';
import { print, type PrintOptions } from './print.js';
import { refuse, refuseFault, refuseUsage, Refusal } from './refusal.js';
import type { Report } from './report.js';

/** Runs one command line, prints how it ended, and returns the exit code. */
export async function run(argv: readonly string[], context: Context): Promise<ExitCode> {
  const options: PrintOptions = { json: argv.includes('--json'), quiet: argv.includes('--quiet') };
  const ended = await obey(argv, context);
  if (typeof ended === 'number') return ended;
  print(ended, options, context);
  return ended.exitCode;
}

/** The report, or only an exit code where everything is printed already. Every failure becomes one of them. */
async function obey(argv: readonly string[], context: Context): Promise<Report | ExitCode> {
  if (holdsSecret(argv)) return SECRET_REFUSED;
  let report: Report | undefined;
  const program = defineProgram(context, (ended) => {
    report = ended;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return report ?? 0;
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.error, error.own);
    if (isAuthError(error)) return refuse(error);
    if (!(error instanceof CommanderError)) return refuseFault(error);
    // Help or the version was asked for and is printed; or a command is missing, and help was printed in its place.
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return 2;
    const [command = ''] = argv.filter((argument) => /^[a-z]+$/.test(argument));
    const known = program.commands.some((one) => one.name() === command) ? `${command} ` : '';
    const title = plain(error.message.replace(/^error: /, '').replace(/\.$/, ''));
    return refuseUsage(title, 'The command line is misspelled.', `See \`clickup-auth ${known}--help\`.`);
  }
}

const SECRET_REFUSED = refuseUsage(
  'A secret on the command line is refused',
  'Shells keep what is typed in a history file, and every user of this machine sees it in the list of processes.',
  'Set CLICKUP_API_TOKEN or pass --token-stdin; CLICKUP_CLIENT_SECRET for the client secret. Replace what was typed: it may be in the history now.',
);
