import { Fn, Lazy, Token } from 'cdktf';

/** The required Workspaces of a gate. Calls of `workspaceId()` add to them until the app is synthesized. */
export class RequiredWorkspaces {
  /** The `workspaces` prop, unchanged. */
  readonly listed: string[];
  /** A token that resolves to all required Workspaces. */
  readonly list: string[];
  /** Workspaces that `workspaceId()` added to the listed ones. */
  readonly added = new Set<string>();

  constructor(listed: string[]) {
    this.listed = listed;
    this.list = Lazy.listValue({ produce: () => this.#all() }, { omitEmpty: true });
  }

  /** Adds a Workspace, unless it is already listed. */
  add(nameOrId: string): void {
    if (!this.listed.includes(nameOrId)) this.added.add(nameOrId);
  }

  #all(): string[] {
    if (this.added.size === 0) return this.listed;
    // If the list is a token, only Terraform knows its items, so Terraform concatenates.
    return Token.isUnresolved(this.listed)
      ? Fn.concat([this.listed, [...this.added]])
      : [...this.listed, ...this.added];
  }
}
