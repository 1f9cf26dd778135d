import { Command } from 'commander';
import { VERSION } from '../src/index.js';
import type { AuditFlags } from './commands/audit.js';
import type { CheckFlags } from './commands/check.js';
import type { InitFlags } from './commands/init.js';
import type { LoginFlags } from './commands/login.js';
import type { LogoutFlags } from './commands/logout.js';
import type { Context, Terminal } from './context.js';
import { addRequestOptions, addSignInOptions, addTokenOptions, collect } from './input/request-options.js';
import { addRequirementOptions } from './input/requirement-options.js';
import type { TokenFlags } from './input/token-source.js';
import { MAX_COLUMNS, type Report } from './output/print.js';

/**
 * Defines every command with its options and an example. The module of a command is loaded when it runs. `end` receives
 * the report. Commander throws its own usage errors.
 */
export function defineProgram(context: Context, end: (report: Report) => void): Command {
  const program = new Command('clickup-auth')
    .description('Check a ClickUp token and its Workspace access before you deploy.')
    .version(VERSION)
    .exitOverride()
    .configureHelp({ minWidthToWrap: 20 })
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHelpWidth: () => helpWidth(context.stdout),
      getErrHelpWidth: () => helpWidth(context.stderr),
      // print() reports the error, like every other failure.
      outputError: () => undefined,
    })
    .addHelpText('after', example('clickup-auth check --workspace Acme', 'clickup-auth check --help'));

  const check = addRequirementOptions(addTokenOptions(program.command('check')))
    .description('Check the token. Show its user and Workspaces, or explain why the check failed.')
    .option('--quiet', 'print output only on failure')
    .addHelpText('after', example('clickup-auth check --workspace Acme --list 901100000001:edit'))
    .action(async (flags: CheckFlags) => end(await (await import('./commands/check.js')).check(flags, context)));

  const workspaces = addTokenOptions(program.command('workspaces'))
    .description('List the IDs and names of the Workspaces that the token has access to.')
    .addHelpText('after', example('clickup-auth workspaces --json'))
    .action(async (flags: TokenFlags) =>
      end(await (await import('./commands/workspaces.js')).workspaces(flags, context)),
    );

  const login = addSignInOptions(program.command('login'))
    .description('Sign in with OAuth in the browser, check the new token, and store it in the keyring or in .env.')
    .option('-f, --file <file>', 'store the token in this file (default: the keyring, then .env)')
    .addHelpText('after', example('CLICKUP_CLIENT_ID=… clickup-auth login'))
    .action(async (flags: LoginFlags) => end(await (await import('./commands/login.js')).login(flags, context)));

  const logout = program
    .command('logout')
    .description('Remove the stored token from the keyring and from .env, and report where a token remains.')
    .option('-f, --file <file>', 'remove the token from this file only (default: the keyring and .env)')
    .addHelpText('after', example('clickup-auth logout'))
    .action(async (flags: LogoutFlags) => end(await (await import('./commands/logout.js')).logout(flags, context)));

  const init = program
    .command('init')
    .description(
      'Write CLICKUP_API_TOKEN to .env and add the file to .gitignore. Prompts for the token without showing it.',
    )
    .option('-f, --file <file>', 'write the token to this file (default: .env)')
    .option('--token-stdin', 'read the token from standard input')
    .option('--no-check', 'write the token without checking it')
    .option('--login', 'sign in with OAuth to get a new token')
    .addHelpText('after', example('clickup-auth init', 'printenv SECRET | clickup-auth init --token-stdin'))
    .action(async (flags: InitFlags) => end(await (await import('./commands/init.js')).init(flags, context)));
  addSignInOptions(init);

  const audit = program
    .command('audit')
    .description(
      'Check many tokens in one run, from a file of NAME=token lines, of environment variable names, or of JSON entries with requirements.',
    )
    .argument('[file]', 'file with tokens; - reads standard input')
    .option('-f, --file <file>', 'same as the file argument')
    .option('--env <name>', 'environment variable that contains a token; repeatable', collect)
    .option('--concurrency <n>', 'number of tokens to check in parallel, 1 to 200 (default: 20)')
    .option('--junit <file>', 'write a JUnit report')
    .option('--sarif <file>', 'write a SARIF report')
    .option('--quiet', 'print output only on failure')
    .addHelpText('after', example('clickup-auth audit tokens.env', 'clickup-auth audit --env STAGING_TOKEN'))
    .action(async (file: string | undefined, flags: AuditFlags) =>
      end(await (await import('./commands/audit.js')).audit(file, flags, context)),
    );

  addRequirementOptions(audit);

  // Last, so that help lists the options of the command first.
  for (const command of [check, workspaces, login, logout, init, audit]) addRequestOptions(command);

  program
    .command('sandbox')
    .description('Run a local ClickUp emulator with test tokens. Press Ctrl-C to stop.')
    .option('--port <n>', 'port to listen on; 0 selects a free port (default: 8787)')
    .addHelpText('after', example('clickup-auth sandbox --port 0'))
    .action(async (flags: { port?: string }) =>
      end(await (await import('./commands/sandbox.js')).sandbox(flags, context)),
    );

  program
    .command('terraform')
    .description('Install the Terraform provider: `terraform install`.')
    .command('install')
    .description('Install the Terraform provider where Terraform finds it without a registry.')
    .option('--directory <dir>', 'plugin directory or filesystem mirror (default: your plugin directory)')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', example('clickup-auth terraform install', 'terraform init'))
    .action(async (flags: { directory?: string }) =>
      end((await import('./commands/terraform-install.js')).terraformInstall(flags, context)),
    );
  return program;
}

/** Help is wrapped like other text. Without a terminal, it has the width that most terminals have. */
function helpWidth({ isTTY, columns }: Terminal): number {
  return isTTY === true && columns !== undefined ? Math.min(columns, MAX_COLUMNS) : 80;
}

function example(...lines: readonly string[]): string {
  return `\nExample:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
