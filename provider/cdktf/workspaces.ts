// Derived from provider/cdktn/workspaces.ts by `npm run generate`: make changes there.
import { Fn, TerraformIterator, Token, type ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { DataClickupWorkspace, type DataClickupWorkspaceConfig } from './generated/data-clickup-workspace/index.js';
import type { ClickupProvider } from './generated/provider/index.js';
import type { Required } from './required.js';

/** What the data sources of single Workspaces have in common. */
export interface WorkspacesConfig {
  readonly provider: ClickupProvider;
  /** What they wait for. */
  readonly check: ITerraformDependable | undefined;
  readonly required: Required;
}

/** The ids of Workspaces. Each is looked up once, by a data source: the provider knows how names are matched. */
export class Workspaces {
  readonly #scope: Construct;
  readonly #config: WorkspacesConfig;
  readonly #ids = new Map<string, string>();
  #listed: string[] | undefined;

  constructor(scope: Construct, config: WorkspacesConfig) {
    this.#scope = scope;
    this.#config = config;
  }

  /** The id of one, which is required with that. */
  idOf(nameOrId: string): string {
    const wanted = nameOrId.trim();
    const known = this.#ids.get(wanted);
    if (known !== undefined) return known;
    this.#config.required.ask(wanted);
    const { id } = new DataClickupWorkspace(this.#scope, `workspace-${this.#label(wanted)}`, {
      ...this.#common(),
      ...idOrName(wanted),
    });
    this.#ids.set(wanted, id);
    return id;
  }

  /** The ids of those that are listed. */
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
    const one = `data.clickup_workspace.${found.friendlyUniqueId}[val].id`;
    return Token.asList(each.forExpressionForList(one));
  }

  /** The id of a construct can't hold a token. */
  #label(wanted: string): string {
    return Token.isUnresolved(wanted) ? String(this.#ids.size + 1) : wanted;
  }

  #common(): DataClickupWorkspaceConfig {
    const { provider, check } = this.#config;
    return check === undefined ? { provider } : { provider, dependsOn: [check] };
  }
}

/** Digits are taken for an id. What only Terraform knows is judged by Terraform. */
function idOrName(wanted: string): { id?: string; name?: string } {
  if (!Token.isUnresolved(wanted)) return /^\d+$/.test(wanted) ? { id: wanted } : { name: wanted };
  const isId = Fn.can(Fn.regex('^[0-9]+$', wanted));
  return {
    id: Token.asString(Fn.conditional(isId, wanted, null)),
    name: Token.asString(Fn.conditional(isId, null, wanted)),
  };
}
