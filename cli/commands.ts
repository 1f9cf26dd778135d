import { Command } from 'commander';
import { VERSION } from '../src/index.js';
import type { AuditFlags } from './commands/audit.js';
import type { CheckFlags } from './commands/check.js';
import type { InitFlags } from './commands/init.js';
import type { LoginFlags } from './commands/login.js';
import type { SandboxFlags } from './commands/sandbox.js';
import type { Context } from './context.js';
import {
  addRequestOptions,
  addSignInOptions,
  addTokenOptions,
  collect,
  numberOption,
} from './input/request-options.js';
import type { TokenFlags } from './input/token-source.js';
import type { Report } from './output/report.js';

/**
 * Defines every command with its options and an example. The module of a command is loaded when it runs. `end` receives
 * the report. Commander throws its own usage errors.
 */
export function defineProgram(context: Context, end: (report: Report) => void): Command {
  const program = new Command('clickup-auth')
    .description('Checks a ClickUp token and its Workspaces before anything is deployed.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      // print() reports the error, like every other failure.
      outputError: () => undefined,
    })
    .addHelpText('after', example('clickup-auth check --workspace Acme', 'clickup-auth check --help'));

  addRequestOptions(addTokenOptions(program.command('check')))
    .description('Check the token. Show its user and Workspaces, or explain why the check failed.')
    .option('--workspace <id or name>', 'require access to this Workspace; repeatable', collect)
    .option('--quiet', 'print output only on failure')
    .addHelpText('after', example('clickup-auth check --workspace Acme --workspace 9011234081'))
    .action(async (given: CheckFlags) => end(await (await import('./commands/check.js')).check(given, context)));

  addRequestOptions(addTokenOptions(program.command('workspaces')))
    .description('List the IDs and names of the Workspaces that the token has access to.')
    .addHelpText('after', example('clickup-auth workspaces --json'))
    .action(async (given: TokenFlags) =>
      end(await (await import('./commands/workspaces.js')).workspaces(given, context)),
    );

  addSignInOptions(addRequestOptions(program.command('login')))
    .description('Sign in with OAuth in the browser, check the new token, and store it in the keyring or in .env.')
    .option('-f, --file <file>', 'store the token in this file (default: the keyring, then .env)')
    .addHelpText('after', example('CLICKUP_CLIENT_ID=… clickup-auth login'))
    .action(async (given: LoginFlags) => end(await (await import('./commands/login.js')).login(given, context)));

  addSignInOptions(addRequestOptions(program.command('init')))
    .description(
      'Write CLICKUP_API_TOKEN to .env and add the file to .gitignore. Prompts for the token without showing it.',
    )
    .option('-f, --file <file>', 'write the token to this file (default: .env)')
    .option('--token-stdin', 'read the token from standard input')
    .option('--login', 'sign in for a new token')
    .option('--no-check', 'write the token without asking ClickUp')
    .addHelpText('after', example('clickup-auth init', 'printenv SECRET | clickup-auth init --token-stdin'))
    .action(async (given: InitFlags) => end(await (await import('./commands/init.js')).init(given, context)));

  addRequestOptions(program.command('audit'))
    .description(
      'Check many tokens in one run, from a file of NAME=token lines or a file of environment variable names.',
    )
    .argument('[file]', 'file with tokens; - is standard input')
    .option('-f, --file <file>', 'the same as the argument')
    .option('--env <name>', 'environment variable that contains a token; repeatable', collect)
    .option('--workspace <id or name>', 'require access to this Workspace for each token; repeatable', collect)
    .addOption(numberOption('--concurrency <n>', 'number of tokens to check in parallel, 1 to 200', 20))
    .option('--quiet', 'print output only on failure')
    .addHelpText('after', example('clickup-auth audit tokens.env', 'clickup-auth audit --env STAGING_TOKEN'))
    .action(async (file: string | undefined, given: AuditFlags) =>
      end(await (await import('./commands/audit.js')).audit(file, given, context)),
    );

  program
    .command('sandbox')
    .description('Run a local ClickUp emulator with test tokens. Press Ctrl-C to stop.')
    .addOption(numberOption('--port <n>', 'port to listen on; 0 selects a free port', 8787))
    .addHelpText('after', example('clickup-auth sandbox --port 0'))
    .action(async (given: SandboxFlags) => end(await (await import('./commands/sandbox.js')).sandbox(given, context)));

  program
    .command('terraform')
    .description('`terraform install`: puts the provider where Terraform finds it.')
    .command('install')
    .description('Puts the provider where Terraform finds it without a registry.')
    .option('--directory <dir>', 'a plugin directory or filesystem mirror (default: your plugin directory)')
    .option('--json', 'print one JSON object')
    .addHelpText('after', example('clickup-auth terraform install', 'terraform init'))
    .action(async (given: { directory?: string }) =>
      end((await import('./commands/terraform-install.js')).terraformInstall(given, context)),
    );
  return program;
}

function example(...lines: readonly string[]): string {
  return `\nExample:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
