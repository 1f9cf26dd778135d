// @ts-nocheck
// https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/ephemeral-resources/auth
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface EphemeralClickupAuthConfig extends cdktn.TerraformEphemeralMetaArguments {
  /**
  * IDs or names of the required Workspaces. The check fails if one of them is not authorized for the token. Names are matched exactly first, then case-insensitively if unique. Defaults to none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/ephemeral-resources/auth#workspaces EphemeralClickupAuth#workspaces}
  */
  readonly workspaces?: string[];
}
export interface EphemeralClickupAuthAuthorizedWorkspaces {
}

export function ephemeralClickupAuthAuthorizedWorkspacesToTerraform(struct?: EphemeralClickupAuthAuthorizedWorkspaces): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  return {
  }
}


export function ephemeralClickupAuthAuthorizedWorkspacesToHclTerraform(struct?: EphemeralClickupAuthAuthorizedWorkspaces): any {
  if (!cdktn.canInspect(struct) || cdktn.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktn.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdktn.io/docs/concepts/resources#references");
  }
  const attrs = {
  };
  return attrs;
}

export class EphemeralClickupAuthAuthorizedWorkspacesOutputReference extends cdktn.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): EphemeralClickupAuthAuthorizedWorkspaces | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: EphemeralClickupAuthAuthorizedWorkspaces | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // avatar - computed: true, optional: false, required: false
  public get avatar() {
    return this.getStringAttribute('avatar');
  }

  // color - computed: true, optional: false, required: false
  public get color() {
    return this.getStringAttribute('color');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // member_count - computed: true, optional: false, required: false
  public get memberCount() {
    return this.getNumberAttribute('member_count');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
  }

  // role - computed: true, optional: false, required: false
  public get role() {
    return this.getStringAttribute('role');
  }
}

export class EphemeralClickupAuthAuthorizedWorkspacesList extends cdktn.ComplexList {

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(terraformResource: cdktn.IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet);
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): EphemeralClickupAuthAuthorizedWorkspacesOutputReference {
    return new EphemeralClickupAuthAuthorizedWorkspacesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/ephemeral-resources/auth clickup_auth}
*/
export class EphemeralClickupAuth extends cdktn.TerraformEphemeralResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "clickup_auth";

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/ephemeral-resources/auth clickup_auth} Ephemeral Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options EphemeralClickupAuthConfig = {}
  */
  public constructor(scope: Construct, id: string, config: EphemeralClickupAuthConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'clickup_auth',
      terraformGeneratorMetadata: {
        providerName: 'clickup',
        providerVersion: '0.1.0'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      forEach: config.forEach
    });
    this._workspaces = config.workspaces;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // authorized_workspaces - computed: true, optional: false, required: false
  private _authorizedWorkspaces = new EphemeralClickupAuthAuthorizedWorkspacesList(this, "authorized_workspaces", false);
  public get authorizedWorkspaces() {
    return this._authorizedWorkspaces;
  }

  // email - computed: true, optional: false, required: false
  public get email() {
    return this.getStringAttribute('email');
  }

  // token_kind - computed: true, optional: false, required: false
  public get tokenKind() {
    return this.getStringAttribute('token_kind');
  }

  // user_id - computed: true, optional: false, required: false
  public get userId() {
    return this.getStringAttribute('user_id');
  }

  // username - computed: true, optional: false, required: false
  public get username() {
    return this.getStringAttribute('username');
  }

  // workspace_ids - computed: true, optional: false, required: false
  private _workspaceIds = new cdktn.StringMap(this, "workspace_ids");
  public get workspaceIds() {
    return this._workspaceIds;
  }

  // workspaces - computed: false, optional: true, required: false
  private _workspaces?: string[]; 
  public get workspaces() {
    return this.getListAttribute('workspaces');
  }
  public set workspaces(value: string[]) {
    this._workspaces = value;
  }
  public resetWorkspaces() {
    this._workspaces = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get workspacesInput() {
    return this._workspaces;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      workspaces: cdktn.listMapper(cdktn.stringToTerraform, false)(this._workspaces),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      workspaces: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._workspaces),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
