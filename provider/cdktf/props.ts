import type { TerraformProvider } from 'cdktf';
import type { IConstruct } from 'constructs';

/** A List that the token must have access to. */
export interface RequiredList {
  /** ID or URL of the List. */
  readonly id: string;

  /**
   * Minimum permission of the token's user: `read`, `comment`, `edit` or `create`.
   * @default - access only
   */
  readonly permission?: string;
}

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
   * IDs or email addresses, one of which must be that of the token's user.
   * @default - every user
   */
  readonly users?: string[];

  /**
   * Required kind of the token: `personal` or `oauth`.
   * @default - both
   */
  readonly tokenKind?: string;

  /**
   * Minimum role of the token's user in each required Workspace: `guest`, `member`, `admin` or `owner`.
   * @default - every role
   */
  readonly role?: string;

  /**
   * Whether the check fails if the token has access to a Workspace that is not required.
   * @default false
   */
  readonly onlyRequiredWorkspaces?: boolean;

  /**
   * Whether to request the plan of each required Workspace, because ClickUp can list a Workspace that it then rejects.
   * @default false
   */
  readonly probeWorkspaces?: boolean;

  /**
   * Lists that the token must have access to. Sends one request for each.
   * @default - no List is required
   */
  readonly lists?: RequiredList[];

  /**
   * IDs or URLs of Folders that the token must have access to. Sends one request for each.
   * @default - no Folder is required
   */
  readonly folders?: string[];

  /**
   * IDs or URLs of Spaces that the token must have access to. Sends one request for each.
   * @default - no Space is required
   */
  readonly spaces?: string[];

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
