import type { Command } from 'commander';
import type { Requirements } from '../../src/index.js';
import {
  invalidInput,
  parseResourceList,
  parseUserList,
  parseWorkspaceList,
  readOptionalChoice,
  ROLES,
  TOKEN_KINDS,
  type Given,
} from '../../src/integration.js';
import { OPTION_NAMES } from '../output/error-report.js';
import { collect, flag } from './request-options.js';

/** The options of commands that check requirements. */
export interface RequirementFlags {
  readonly workspace?: readonly string[];
  readonly user?: readonly string[];
  readonly tokenKind?: string;
  readonly role?: string;
  readonly onlyRequiredWorkspaces?: boolean;
  readonly probeWorkspaces?: boolean;
  readonly list?: readonly string[];
  readonly folder?: readonly string[];
  readonly space?: readonly string[];
}

/** Requirements, and the Workspaces that they concern. */
export interface RequirementSet extends Requirements {
  readonly workspaces: readonly string[];
  readonly users: readonly string[];
  readonly lists: readonly string[];
  readonly folders: readonly string[];
  readonly spaces: readonly string[];
}

/** The name under which each requirement is given: an option, or a key of a file. */
export type RequirementNames = Readonly<Record<keyof RequirementSet, string>>;

/** Adds the options of commands that check requirements. */
export function addRequirementOptions(command: Command): Command {
  return command
    .option('--workspace <id or name>', 'require access to this Workspace; repeatable', collect)
    .option('--user <id or email>', 'require this user; if repeated, one of these users', collect)
    .option('--token-kind <kind>', 'require a personal or oauth token')
    .option('--role <role>', 'require at least this role in each --workspace: guest, member, admin, owner')
    .option('--only-required-workspaces', 'fail if the token has access to other Workspaces')
    .option('--probe-workspaces', 'send a request to each --workspace, because ClickUp may list it without access')
    .option(
      '--list <id or URL>',
      'require access to this List, or a permission (read, comment, edit, create) after a colon; repeatable',
      collect,
    )
    .option('--folder <id or URL>', 'require access to this Folder; repeatable', collect)
    .option('--space <id or URL>', 'require access to this Space; repeatable', collect);
}

/** The requirements of the options. Fails with `input_invalid`. */
export function requirementsOf({ workspace, user, list, folder, space, ...others }: RequirementFlags): RequirementSet {
  return readRequirements({
    workspaces: workspace,
    users: user,
    lists: list,
    folders: folder,
    spaces: space,
    ...others,
  });
}

/** Requirements as given. */
export interface GivenRequirements {
  readonly workspaces?: readonly string[] | undefined;
  readonly users?: readonly string[] | undefined;
  readonly tokenKind?: string | undefined;
  readonly role?: string | undefined;
  readonly onlyRequiredWorkspaces?: boolean | undefined;
  readonly probeWorkspaces?: boolean | undefined;
  readonly lists?: readonly string[] | undefined;
  readonly folders?: readonly string[] | undefined;
  readonly spaces?: readonly string[] | undefined;
}

/** Parses requirements. Fails with `input_invalid`, also if a text is empty, which must not mean "no requirement". */
export function readRequirements(given: GivenRequirements, names: RequirementNames = OPTION_NAMES): RequirementSet {
  const list = (
    name: 'workspaces' | 'users' | 'lists' | 'folders' | 'spaces',
    parse: (given: Given) => string[],
  ): string[] =>
    (given[name] ?? []).flatMap((text) => {
      const values = parse(flag(names[name], text));
      if (values.length > 0) return values;
      throw invalidInput(names[name], 'a non-empty value');
    });
  const choice = <T extends string>(name: 'tokenKind' | 'role', choices: readonly [T, ...T[]]): T | undefined =>
    readOptionalChoice(flag(names[name], given[name]), choices);
  const { onlyRequiredWorkspaces, probeWorkspaces } = given;
  return {
    workspaces: list('workspaces', parseWorkspaceList),
    users: list('users', parseUserList),
    tokenKind: choice('tokenKind', TOKEN_KINDS),
    role: choice('role', ROLES),
    onlyRequiredWorkspaces,
    probeWorkspaces,
    lists: list('lists', parseResourceList),
    folders: list('folders', parseResourceList),
    spaces: list('spaces', parseResourceList),
  };
}
