import {
  Fn,
  forExpression,
  ref,
  TerraformIterator,
  Token,
  type ITerraformDependable,
  type TerraformProvider,
} from 'cdktf';
import type { Construct } from 'constructs';
import { DataClickupWorkspace, type DataClickupWorkspaceConfig } from './generated/data-clickup-workspace/index.js';
import type { RequiredWorkspaces } from './required.js';

export interface WorkspacesConfig {
  readonly provider: TerraformProvider;
  /** The check that each lookup depends on, if the gate checks at apply. */
  readonly check: ITerraformDependable | undefined;
  readonly required: RequiredWorkspaces;
}

/**
 * Looks up Workspace IDs. Adds one data source per Workspace, so that the provider matches names, and reuses it for
 * repeated lookups.
 */
export class Workspaces {
  readonly #scope: Construct;
  readonly #config: WorkspacesConfig;
  readonly #ids = new Map<string, string>();
  #listed: string[] | undefined;

  constructor(scope: Construct, config: WorkspacesConfig) {
    this.#scope = scope;
    this.#config = config;
  }

  /** Returns the ID of a Workspace and adds that Workspace to the required ones. */
  idOf(nameOrId: string): string {
    const key = nameOrId.trim();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#config.required.add(key);
    const { id } = new DataClickupWorkspace(this.#scope, `workspace-${this.#label(key)}`, {
      ...this.#common(),
      ...idOrName(key),
    });
    this.#ids.set(key, id);
    return id;
  }

  /** Returns the IDs of the Workspaces in the `workspaces` prop. */
  idsOfListed(): string[] {
    const { listed } = this.#config.required;
    this.#listed ??= Token.isUnresolved(listed) ? this.#idsOfToken(listed) : listed.map((one) => this.idOf(one));
    return this.#listed;
  }

  #idsOfToken(list: string[]): string[] {
    const each = TerraformIterator.fromList(list);
    const found = new DataClickupWorkspace(this.#scope, 'workspaces', {
      ...this.#common(),
      ...idOrName(each.value),
      forEach: each,
    });
    // Not the expression of the iterator, which converts the list to a set and loses its order.
    return Token.asList(forExpression(list, ref(`data.clickup_workspace.${found.friendlyUniqueId}[val].id`)));
  }

  /**
   * Returns the last part of a construct ID, which no other lookup of the gate has. A construct ID cannot contain a token, so
   * tokens are numbered. The frameworks replace a slash by dashes, so that names with a slash could collide with others.
   */
  #label(nameOrId: string): string {
    const label = nameOrId.includes('/') ? Buffer.from(nameOrId).toString('hex') : nameOrId;
    if (!Token.isUnresolved(nameOrId) && !this.#isTaken(label)) return label;
    let number = this.#ids.size + 1;
    while (this.#isTaken(String(number))) number += 1;
    return String(number);
  }

  #isTaken(label: string): boolean {
    return this.#scope.node.tryFindChild(`workspace-${label}`) !== undefined;
  }

  #common(): DataClickupWorkspaceConfig {
    const { provider, check } = this.#config;
    return check === undefined ? { provider } : { provider, dependsOn: [check] };
  }
}

/** A value of digits only is treated as an ID. If the value is a token, Terraform decides during plan. */
function idOrName(nameOrId: string): { id?: string; name?: string } {
  if (!Token.isUnresolved(nameOrId)) return /^\d+$/.test(nameOrId) ? { id: nameOrId } : { name: nameOrId };
  const isId = Fn.can(Fn.regex('^[0-9]+$', nameOrId));
  return {
    id: Token.asString(Fn.conditional(isId, nameOrId, null)),
    name: Token.asString(Fn.conditional(isId, null, nameOrId)),
  };
}
