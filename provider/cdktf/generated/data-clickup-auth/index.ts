// @ts-nocheck
// https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataClickupAuthConfig extends cdktf.TerraformMetaArguments {
  /**
  * IDs or URLs of Folders that the token must have access to. Sends one request for each.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth#folders DataClickupAuth#folders}
  */
  readonly folders?: string[];
  /**
  * Lists that the token must have access to. Sends one request for each.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth#lists DataClickupAuth#lists}
  */
  readonly lists?: DataClickupAuthLists[] | cdktf.IResolvable;
  /**
  * Whether the check fails if the token is authorized for a Workspace that is not in `workspaces`. Defaults to false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth#only_required_workspaces DataClickupAuth#only_required_workspaces}
  */
  readonly onlyRequiredWorkspaces?: boolean | cdktf.IResolvable;
  /**
  * Whether to send a request to each Workspace in `workspaces`, because ClickUp can list a Workspace that it then rejects. Defaults to false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth#probe_workspaces DataClickupAuth#probe_workspaces}
  */
  readonly probeWorkspaces?: boolean | cdktf.IResolvable;
  /**
  * Minimum role of the token's user in each Workspace of `workspaces`: `guest`, `member`, `admin` or `owner`. Defaults to none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth#role DataClickupAuth#role}
  */
  readonly role?: string;
  /**
  * IDs or URLs of Spaces that the token must have access to. Sends one request for each.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth#spaces DataClickupAuth#spaces}
  */
  readonly spaces?: string[];
  /**
  * Required kind of the token: `personal` or `oauth`. Defaults to both.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth#token_kind_required DataClickupAuth#token_kind_required}
  */
  readonly tokenKindRequired?: string;
  /**
  * IDs or email addresses, one of which must be that of the token's user. Defaults to every user.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth#users DataClickupAuth#users}
  */
  readonly users?: string[];
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
export interface DataClickupAuthLists {
  /**
  * ID or URL of the List.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth#id DataClickupAuth#id}
  *
  * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
  * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
  */
  readonly id: string;
  /**
  * Minimum permission of the token's user: `read`, `comment`, `edit` or `create`. Defaults to access only.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/auth#permission DataClickupAuth#permission}
  */
  readonly permission?: string;
}

export function dataClickupAuthListsToTerraform(struct?: DataClickupAuthLists | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    id: cdktf.stringToTerraform(struct!.id),
    permission: cdktf.stringToTerraform(struct!.permission),
  }
}


export function dataClickupAuthListsToHclTerraform(struct?: DataClickupAuthLists | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    id: {
      value: cdktf.stringToHclTerraform(struct!.id),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    permission: {
      value: cdktf.stringToHclTerraform(struct!.permission),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class DataClickupAuthListsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): DataClickupAuthLists | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._id !== undefined) {
      hasAnyValues = true;
      internalValueResult.id = this._id;
    }
    if (this._permission !== undefined) {
      hasAnyValues = true;
      internalValueResult.permission = this._permission;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataClickupAuthLists | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._id = undefined;
      this._permission = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._id = value.id;
      this._permission = value.permission;
    }
  }

  // id - computed: false, optional: false, required: true
  private _id?: string; 
  public get id() {
    return this.getStringAttribute('id');
  }
  public set id(value: string) {
    this._id = value;
  }
  // Temporarily expose input value. Use with caution.
  public get idInput() {
    return this._id;
  }

  // permission - computed: false, optional: true, required: false
  private _permission?: string; 
  public get permission() {
    return this.getStringAttribute('permission');
  }
  public set permission(value: string) {
    this._permission = value;
  }
  public resetPermission() {
    this._permission = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get permissionInput() {
    return this._permission;
  }
}

export class DataClickupAuthListsList extends cdktf.ComplexList {
  public internalValue? : DataClickupAuthLists[] | cdktf.IResolvable

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
  public get(index: number): DataClickupAuthListsOutputReference {
    return new DataClickupAuthListsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataClickupAuthRequirements {
}

export function dataClickupAuthRequirementsToTerraform(struct?: DataClickupAuthRequirements): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataClickupAuthRequirementsToHclTerraform(struct?: DataClickupAuthRequirements): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataClickupAuthRequirementsOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataClickupAuthRequirements | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataClickupAuthRequirements | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // found - computed: true, optional: false, required: false
  public get found() {
    return this.getStringAttribute('found');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // kind - computed: true, optional: false, required: false
  public get kind() {
    return this.getStringAttribute('kind');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
  }

  // required - computed: true, optional: false, required: false
  public get required() {
    return this.getStringAttribute('required');
  }

  // requirement - computed: true, optional: false, required: false
  public get requirement() {
    return this.getStringAttribute('requirement');
  }
}

export class DataClickupAuthRequirementsList extends cdktf.ComplexList {

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
  public get(index: number): DataClickupAuthRequirementsOutputReference {
    return new DataClickupAuthRequirementsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
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
    this._folders = config.folders;
    this._lists.internalValue = config.lists;
    this._onlyRequiredWorkspaces = config.onlyRequiredWorkspaces;
    this._probeWorkspaces = config.probeWorkspaces;
    this._role = config.role;
    this._spaces = config.spaces;
    this._tokenKindRequired = config.tokenKindRequired;
    this._users = config.users;
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

  // folders - computed: false, optional: true, required: false
  private _folders?: string[]; 
  public get folders() {
    return this.getListAttribute('folders');
  }
  public set folders(value: string[]) {
    this._folders = value;
  }
  public resetFolders() {
    this._folders = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get foldersInput() {
    return this._folders;
  }

  // level - computed: true, optional: false, required: false
  public get level() {
    return this.getStringAttribute('level');
  }

  // list_names - computed: true, optional: false, required: false
  private _listNames = new cdktf.StringMap(this, "list_names");
  public get listNames() {
    return this._listNames;
  }

  // lists - computed: false, optional: true, required: false
  private _lists = new DataClickupAuthListsList(this, "lists", false);
  public get lists() {
    return this._lists;
  }
  public putLists(value: DataClickupAuthLists[] | cdktf.IResolvable) {
    this._lists.internalValue = value;
  }
  public resetLists() {
    this._lists.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get listsInput() {
    return this._lists.internalValue;
  }

  // only_required_workspaces - computed: false, optional: true, required: false
  private _onlyRequiredWorkspaces?: boolean | cdktf.IResolvable; 
  public get onlyRequiredWorkspaces() {
    return this.getBooleanAttribute('only_required_workspaces');
  }
  public set onlyRequiredWorkspaces(value: boolean | cdktf.IResolvable) {
    this._onlyRequiredWorkspaces = value;
  }
  public resetOnlyRequiredWorkspaces() {
    this._onlyRequiredWorkspaces = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get onlyRequiredWorkspacesInput() {
    return this._onlyRequiredWorkspaces;
  }

  // probe_workspaces - computed: false, optional: true, required: false
  private _probeWorkspaces?: boolean | cdktf.IResolvable; 
  public get probeWorkspaces() {
    return this.getBooleanAttribute('probe_workspaces');
  }
  public set probeWorkspaces(value: boolean | cdktf.IResolvable) {
    this._probeWorkspaces = value;
  }
  public resetProbeWorkspaces() {
    this._probeWorkspaces = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get probeWorkspacesInput() {
    return this._probeWorkspaces;
  }

  // requirements - computed: true, optional: false, required: false
  private _requirements = new DataClickupAuthRequirementsList(this, "requirements", false);
  public get requirements() {
    return this._requirements;
  }

  // role - computed: false, optional: true, required: false
  private _role?: string; 
  public get role() {
    return this.getStringAttribute('role');
  }
  public set role(value: string) {
    this._role = value;
  }
  public resetRole() {
    this._role = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get roleInput() {
    return this._role;
  }

  // spaces - computed: false, optional: true, required: false
  private _spaces?: string[]; 
  public get spaces() {
    return this.getListAttribute('spaces');
  }
  public set spaces(value: string[]) {
    this._spaces = value;
  }
  public resetSpaces() {
    this._spaces = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get spacesInput() {
    return this._spaces;
  }

  // token_kind - computed: true, optional: false, required: false
  public get tokenKind() {
    return this.getStringAttribute('token_kind');
  }

  // token_kind_required - computed: false, optional: true, required: false
  private _tokenKindRequired?: string; 
  public get tokenKindRequired() {
    return this.getStringAttribute('token_kind_required');
  }
  public set tokenKindRequired(value: string) {
    this._tokenKindRequired = value;
  }
  public resetTokenKindRequired() {
    this._tokenKindRequired = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenKindRequiredInput() {
    return this._tokenKindRequired;
  }

  // user_id - computed: true, optional: false, required: false
  public get userId() {
    return this.getStringAttribute('user_id');
  }

  // username - computed: true, optional: false, required: false
  public get username() {
    return this.getStringAttribute('username');
  }

  // users - computed: false, optional: true, required: false
  private _users?: string[]; 
  public get users() {
    return this.getListAttribute('users');
  }
  public set users(value: string[]) {
    this._users = value;
  }
  public resetUsers() {
    this._users = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get usersInput() {
    return this._users;
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
      folders: cdktf.listMapper(cdktf.stringToTerraform, false)(this._folders),
      lists: cdktf.listMapper(dataClickupAuthListsToTerraform, false)(this._lists.internalValue),
      only_required_workspaces: cdktf.booleanToTerraform(this._onlyRequiredWorkspaces),
      probe_workspaces: cdktf.booleanToTerraform(this._probeWorkspaces),
      role: cdktf.stringToTerraform(this._role),
      spaces: cdktf.listMapper(cdktf.stringToTerraform, false)(this._spaces),
      token_kind_required: cdktf.stringToTerraform(this._tokenKindRequired),
      users: cdktf.listMapper(cdktf.stringToTerraform, false)(this._users),
      workspaces: cdktf.listMapper(cdktf.stringToTerraform, false)(this._workspaces),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      folders: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._folders),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      lists: {
        value: cdktf.listMapperHcl(dataClickupAuthListsToHclTerraform, false)(this._lists.internalValue),
        isBlock: false,
        type: "list",
        storageClassType: "DataClickupAuthListsList",
      },
      only_required_workspaces: {
        value: cdktf.booleanToHclTerraform(this._onlyRequiredWorkspaces),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      probe_workspaces: {
        value: cdktf.booleanToHclTerraform(this._probeWorkspaces),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      role: {
        value: cdktf.stringToHclTerraform(this._role),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      spaces: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._spaces),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      token_kind_required: {
        value: cdktf.stringToHclTerraform(this._tokenKindRequired),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      users: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._users),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
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
