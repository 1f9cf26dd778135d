// Derived from provider/cdktn/required.ts by `npm run generate`: make changes there.
import { Fn, Lazy, Token } from 'cdktf';

/** The Workspaces that a gate requires. It grows while an app is built, and is written when the app is synthesized. */
export class Required {
  /** What was listed, as it was given. */
  readonly listed: string[];
  /** A token of them all. */
  readonly list: string[];
  /** What was asked for beside that. */
  readonly asked = new Set<string>();

  constructor(listed: string[]) {
    this.listed = listed;
    this.list = Lazy.listValue({ produce: () => this.#all() }, { omitEmpty: true });
  }

  /** Requires one more. */
  ask(nameOrId: string): void {
    if (!this.listed.includes(nameOrId)) this.asked.add(nameOrId);
  }

  #all(): string[] {
    if (this.asked.size === 0) return this.listed;
    // A list that only Terraform knows can't be spread.
    return Token.isUnresolved(this.listed)
      ? Fn.concat([this.listed, [...this.asked]])
      : [...this.listed, ...this.asked];
  }
}
