// Derived from provider/cdktn/props.ts by `npm run generate`: make changes there.
import type { IConstruct } from 'constructs';
import type { ClickupProvider } from './generated/provider/index.js';

/** What a gate asks of the token, and of the stack. */
export interface ClickUpAuthGateProps {
  /**
   * The token to check: a reference, as to a variable or to a secret that a data source reads. A literal would be written
   * into cdktf.out and into plan files, and is warned of.
   * @default - the provider reads CLICKUP_API_TOKEN where Terraform runs, and nothing of it is written anywhere
   */
  readonly token?: string;

  /**
   * Workspaces that the token must be authorized for, each by its id or its name: exact, else regardless of case when
   * that is unique. What `workspaceId` is asked for is required as well.
   * @default - none is required; the token must work
   */
  readonly workspaces?: string[];

  /**
   * Base URL of ClickUp's API: https, or http on loopback.
   * @default - CLICKUP_API_URL where Terraform runs, else https://api.clickup.com/api/v2
   */
  readonly apiUrl?: string;

  /**
   * Constructs that do not wait for the check, nor anything inside them. What the provider's configuration is made from
   * is left out by itself and need not be listed.
   * @default - everything waits
   */
  readonly exclude?: IConstruct[];

  /**
   * Whether to check once more when a plan is applied, which needs Terraform 1.10 or OpenTofu 1.11. Without it, a token
   * that is revoked between a saved plan and its apply is not noticed.
   * @default true
   */
  readonly atApply?: boolean;

  /**
   * The provider to check with, for a stack that has one already, or for other settings of it. `token` and `apiUrl` are
   * then its own.
   * @default - one is added
   */
  readonly provider?: ClickupProvider;
}
