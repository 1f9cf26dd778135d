import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { isAuthError, VERSION } from '../src/index.js';
import type { Context } from './context.js';
import type { ExitCode } from './exit-code.js';
import { print, type PrintOptions } from './print.js';
import { refuse, refuseFault, refuseUsage } from './refusal.js';
import type { Report } from './report.js';

/** Runs one command line, prints how it ended, and returns the exit code. */
export async function run(argv: readonly string[], context: Context): Promise<ExitCode> {
  const options: PrintOptions = { json: argv.includes('--json'), quiet: argv.includes('--quiet') };
  const report = await obey(argv, context);
  if (typeof report === 'number') return report;
  print(report, options, context);
  return report.exitCode;
}

async function obey(argv: readonly string[], context: Context): Promise<Report | ExitCode> {
  let report: Report | undefined;
  const program = describe(context, (ended) => {
    report = ended;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return report ?? 0;
  } catch (error) {
    if (isAuthError(error)) return refuse(error);
    if (!(error instanceof CommanderError)) return refuseFault(error);
    // Help or the version was asked for and is printed; or a command is missing, and help was printed in its place.
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return 2;
    return refuseUsage(error.message.replace(/^error: /, ''), 'See `clickup-auth --help`.');
  }
}

/** Every command, its options and an example. What a command does is loaded when it is run. */
function describe(context: Context, end: (report: Report) => void): Command {
  const program = new Command('clickup-auth')
    .description('Checks a ClickUp token and its Workspaces before anything is deployed.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      // Told by print(), like every other failure.
      outputError: () => undefined,
    });

  program
    .command('sandbox')
    .description('Plays ClickUp on this machine, with its table of tokens, until Ctrl-C.')
    .option('--port <n>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 8787)
    .addHelpText('after', example('clickup-auth sandbox --port 0'))
    .action(async (given: { port: number }) => {
      const { sandbox } = await import('./commands/sandbox.js');
      end(await sandbox(given, context));
    });

  program
    .command('terraform')
    .description('The Terraform provider.')
    .command('install')
    .description('Puts the provider where Terraform finds it without a registry.')
    .option('--directory <dir>', 'a plugin directory or filesystem mirror (default: the user’s plugin directory)')
    .option('--json', 'print one JSON object')
    .addHelpText('after', example('clickup-auth terraform install\n  terraform init'))
    .action(async (given: { directory?: string }) => {
      const { terraformInstall } = await import('./commands/terraform-install.js');
      end(terraformInstall(given, context));
    });
  return program;
}

function example(lines: string): string {
  return `\nExample:\n  ${lines}\n`;
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,7}$/.test(text) ? Number(text) : -1;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Allowed: a whole number from ${min} to ${max}.`);
  };
}
