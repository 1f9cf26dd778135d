import { Command, InvalidArgumentError } from 'commander';
import { VERSION } from '../src/index.js';
import type { AuditOptions } from './commands/audit.js';
import type { CheckOptions } from './commands/check.js';
import type { InitOptions } from './commands/init.js';
import type { LoginOptions } from './commands/login.js';
import type { Context } from './context.js';
import { DEFAULT_LOGIN_PORT } from './login/port.js';
import type { Report } from './report.js';
import type { TokenOptions } from './token-source.js';

/**
 * Every command, its options and an example. What a command does is loaded when it is run. `end` gets its report;
 * Commander's own refusals are thrown.
 */
export function defineProgram(context: Context, end: (report: Report) => void): Command {
  const program = new Command('clickup-auth')
    .description('Checks a ClickUp token and its Workspaces before anything is deployed.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      // Told by print(), like every other failure.
      outputError: () => undefined,
    })
    .addHelpText('after', example('clickup-auth check --workspace Acme', 'clickup-auth check --help'));

  asking(tokens(program.command('check')))
    .description('Who the token is, which Workspaces it may see, and what is wrong if it does not work.')
    .option('--workspace <id or name...>', 'require this Workspace, may be repeated', collect)
    .option('--quiet', 'print nothing but a failure')
    .addHelpText('after', example('clickup-auth check --workspace Acme --workspace 9011234081'))
    .action(async (given: CheckOptions) => end(await (await import('./commands/check.js')).check(given, context)));

  asking(tokens(program.command('workspaces')))
    .description('Ids and names of the Workspaces that the token may see.')
    .addHelpText('after', example('clickup-auth workspaces --json'))
    .action(async (given: TokenOptions) =>
      end(await (await import('./commands/workspaces.js')).workspaces(given, context)),
    );

  signing(asking(program.command('login')))
    .description('Signs in with OAuth in the browser, checks the new token, and stores it in the keyring or in .env.')
    .option('--file <file>', 'store the token in this file, not in the keyring or .env')
    .addHelpText('after', example('CLICKUP_CLIENT_ID=… clickup-auth login'))
    .action(async (given: LoginOptions) => end(await (await import('./commands/login.js')).login(given, context)));

  signing(asking(program.command('init')))
    .description('Writes CLICKUP_API_TOKEN into .env and keeps that file out of git. Asks for the token, unseen.')
    .option('--file <file>', 'write this file in place of .env')
    .option('--token-stdin', 'read the token from standard input')
    .option('--login', 'sign in for a new token')
    .option('--no-check', 'write the token without asking ClickUp')
    .addHelpText('after', example('clickup-auth init', 'printenv SECRET | clickup-auth init --token-stdin'))
    .action(async (given: InitOptions) => end(await (await import('./commands/init.js')).init(given, context)));

  asking(program.command('audit'))
    .description('Checks many credentials at once: a file of NAME=token lines, or of names of environment variables.')
    .argument('[file]', 'the file; - is standard input')
    .option('--env <name...>', 'an environment variable that holds a token, may be repeated', collect)
    .option('--workspace <id or name...>', 'require this Workspace of each, may be repeated', collect)
    .option('--concurrency <n>', 'how many are checked at the same time', wholeNumber(1, 200), 20)
    .option('--quiet', 'print nothing but a failure')
    .addHelpText('after', example('clickup-auth audit tokens.env', 'clickup-auth audit --env STAGING_TOKEN'))
    .action(async (file: string | undefined, given: AuditOptions) =>
      end(await (await import('./commands/audit.js')).audit(file, given, context)),
    );

  program
    .command('sandbox')
    .description('Plays ClickUp on this machine, with its table of tokens, until Ctrl-C.')
    .option('--port <n>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 8787)
    .addHelpText('after', example('clickup-auth sandbox --port 0'))
    .action(async (given: { port: number }) =>
      end(await (await import('./commands/sandbox.js')).sandbox(given, context)),
    );

  program
    .command('terraform')
    .description('`terraform install`: puts the provider where Terraform finds it.')
    .command('install')
    .description('Puts the provider where Terraform finds it without a registry.')
    .option('--directory <dir>', 'a plugin directory or filesystem mirror (default: the user’s plugin directory)')
    .option('--json', 'print one JSON object')
    .addHelpText('after', example('clickup-auth terraform install', 'terraform init'))
    .action(async (given: { directory?: string }) =>
      end((await import('./commands/terraform-install.js')).terraformInstall(given, context)),
    );
  return program;
}

/** The options of every command that asks ClickUp. */
function asking(command: Command): Command {
  return command
    .option('--api-url <url>', 'base URL of the API (CLICKUP_API_URL)')
    .option('--timeout-seconds <n>', 'bound of the whole check, 1 to 3600 (CLICKUP_TIMEOUT_SECONDS)')
    .option('--attempts <n>', 'how often a request is sent at most, 1 to 10 (CLICKUP_ATTEMPTS)')
    .option('--json', 'print one JSON object and nothing else');
}

/**
 * The options of commands that use a token that is there already. Node looks for a file of `--env-file` before it starts
 * any program, and ends with 9 when there is none (nodejs/node#54232): `-e` gets our own word.
 */
function tokens(command: Command): Command {
  return command
    .option('--token-stdin', 'read the token from standard input')
    .option('-e, --env-file <file>', 'take CLICKUP_API_TOKEN from this file, before the environment');
}

/** The options of commands that sign in. */
function signing(command: Command): Command {
  return command
    .option('--client-id <id>', 'of the OAuth app (CLICKUP_CLIENT_ID); its secret: CLICKUP_CLIENT_SECRET or a prompt')
    .option(
      '--port <n>',
      'of the redirect URL http://127.0.0.1:<n>/callback',
      wholeNumber(0, 65_535),
      DEFAULT_LOGIN_PORT,
    )
    .option('--no-browser', 'print the address, and take the redirect as pasted text')
    .option('--authorize-url <url>', 'the consent page (CLICKUP_AUTHORIZE_URL)');
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function example(...lines: readonly string[]): string {
  return `\nExample:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,5}$/.test(text) ? Number(text) : -1;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Allowed: a whole number from ${min} to ${max}.`);
  };
}
