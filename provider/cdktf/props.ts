import type { TerraformProvider } from 'cdktf';
import type { IConstruct } from 'constructs';

/** Props of `ClickUpAuthGate`. */
export interface ClickUpAuthGateProps {
  /**
   * The token to check. Use a reference, for example to a variable or to a secret that a data source reads. A literal
   * adds a warning, because cdktf.out and plan files would contain it in plain text.
   * @default - the provider reads CLICKUP_API_TOKEN where Terraform runs, and no file contains the token
   */
  readonly token?: string;

  /**
   * Required Workspaces, each by ID or name. Names are matched exactly first, then case-insensitively if unique.
   * `workspaceId()` adds to the required Workspaces.
   * @default - no Workspace is required; the check only validates the token
   */
  readonly workspaces?: string[];

  /**
   * Base URL of the ClickUp API. Must be https, or http on loopback.
   * @default - the CLICKUP_API_URL environment variable where Terraform runs, then https://api.clickup.com/api/v2
   */
  readonly apiUrl?: string;

  /**
   * Constructs that do not depend on the check, including everything inside them. Resources that the provider
   * configuration refers to, directly or indirectly, are excluded automatically.
   * @default - every resource and module depends on the check
   */
  readonly exclude?: IConstruct[];

  /**
   * Whether to check again during apply, which requires Terraform 1.10 or OpenTofu 1.11. If false, a token that is
   * revoked between a saved plan and its apply is not detected.
   * @default true
   */
  readonly atApply?: boolean;

  /**
   * The provider that sends the requests: a `ClickupProvider`, or one that the CLI's `get` command generated. Use this prop
   * if the stack already has a ClickUp provider, or to set other provider arguments. Set `token` and `apiUrl` on that
   * provider instead of on the gate.
   * @default - the gate adds a provider
   */
  readonly provider?: TerraformProvider;
}
