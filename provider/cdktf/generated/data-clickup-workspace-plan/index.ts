// @ts-nocheck
// https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/workspace_plan
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataClickupWorkspacePlanConfig extends cdktf.TerraformMetaArguments {
  /**
  * ID of a Workspace that the token is authorized for, for example `9011234080`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/workspace_plan#workspace_id DataClickupWorkspacePlan#workspace_id}
  */
  readonly workspaceId: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/workspace_plan clickup_workspace_plan}
*/
export class DataClickupWorkspacePlan extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "clickup_workspace_plan";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataClickupWorkspacePlan resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataClickupWorkspacePlan to import
  * @param importFromId The id of the existing DataClickupWorkspacePlan that should be imported. Refer to the {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/workspace_plan#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataClickupWorkspacePlan to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "clickup_workspace_plan", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/workspace_plan clickup_workspace_plan} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataClickupWorkspacePlanConfig
  */
  public constructor(scope: Construct, id: string, config: DataClickupWorkspacePlanConfig) {
    super(scope, id, {
      terraformResourceType: 'clickup_workspace_plan',
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
    this._workspaceId = config.workspaceId;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // plan_id - computed: true, optional: false, required: false
  public get planId() {
    return this.getStringAttribute('plan_id');
  }

  // plan_name - computed: true, optional: false, required: false
  public get planName() {
    return this.getStringAttribute('plan_name');
  }

  // workspace_id - computed: false, optional: false, required: true
  private _workspaceId?: string; 
  public get workspaceId() {
    return this.getStringAttribute('workspace_id');
  }
  public set workspaceId(value: string) {
    this._workspaceId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get workspaceIdInput() {
    return this._workspaceId;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      workspace_id: cdktf.stringToTerraform(this._workspaceId),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      workspace_id: {
        value: cdktf.stringToHclTerraform(this._workspaceId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
