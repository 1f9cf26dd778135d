// @ts-nocheck
// https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataClickupAuthConfig extends cdktf.TerraformMetaArguments {
  /**
  * IDs or names of the required Workspaces. The check fails if one of them is not authorized for the token. Names are matched exactly first, then case-insensitively if unique. Defaults to none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth#workspaces DataClickupAuth#workspaces}
  */
  readonly workspaces?: string[];
}
export interface DataClickupAuthAuthorizedWorkspaces {
}

export function dataClickupAuthAuthorizedWorkspacesToTerraform(struct?: DataClickupAuthAuthorizedWorkspaces): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataClickupAuthAuthorizedWorkspacesToHclTerraform(struct?: DataClickupAuthAuthorizedWorkspaces): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataClickupAuthAuthorizedWorkspacesOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): DataClickupAuthAuthorizedWorkspaces | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataClickupAuthAuthorizedWorkspaces | undefined) {
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

export class DataClickupAuthAuthorizedWorkspacesList extends cdktf.ComplexList {

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): DataClickupAuthAuthorizedWorkspacesOutputReference {
    return new DataClickupAuthAuthorizedWorkspacesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth clickup_auth}
*/
export class DataClickupAuth extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "clickup_auth";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataClickupAuth resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataClickupAuth to import
  * @param importFromId The id of the existing DataClickupAuth that should be imported. Refer to the {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataClickupAuth to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "clickup_auth", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth clickup_auth} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataClickupAuthConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataClickupAuthConfig = {}) {
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
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._workspaces = config.workspaces;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // authorized_workspaces - computed: true, optional: false, required: false
  private _authorizedWorkspaces = new DataClickupAuthAuthorizedWorkspacesList(this, "authorized_workspaces", false);
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
  private _workspaceIds = new cdktf.StringMap(this, "workspace_ids");
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
      workspaces: cdktf.listMapper(cdktf.stringToTerraform, false)(this._workspaces),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      workspaces: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._workspaces),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
