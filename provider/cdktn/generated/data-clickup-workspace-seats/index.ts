// @ts-nocheck
// https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/workspace_seats
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface DataClickupWorkspaceSeatsConfig extends cdktn.TerraformMetaArguments {
  /**
  * ID of a Workspace that the token is authorized for, for example `9011234080`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/workspace_seats#workspace_id DataClickupWorkspaceSeats#workspace_id}
  */
  readonly workspaceId: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/workspace_seats clickup_workspace_seats}
*/
export class DataClickupWorkspaceSeats extends cdktn.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "clickup_workspace_seats";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a DataClickupWorkspaceSeats resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataClickupWorkspaceSeats to import
  * @param importFromId The id of the existing DataClickupWorkspaceSeats that should be imported. Refer to the {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/workspace_seats#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataClickupWorkspaceSeats to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "clickup_workspace_seats", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs/data-sources/workspace_seats clickup_workspace_seats} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataClickupWorkspaceSeatsConfig
  */
  public constructor(scope: Construct, id: string, config: DataClickupWorkspaceSeatsConfig) {
    super(scope, id, {
      terraformResourceType: 'clickup_workspace_seats',
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

  // guests_empty - computed: true, optional: false, required: false
  public get guestsEmpty() {
    return this.getNumberAttribute('guests_empty');
  }

  // guests_filled - computed: true, optional: false, required: false
  public get guestsFilled() {
    return this.getNumberAttribute('guests_filled');
  }

  // guests_total - computed: true, optional: false, required: false
  public get guestsTotal() {
    return this.getNumberAttribute('guests_total');
  }

  // guests_unlimited - computed: true, optional: false, required: false
  public get guestsUnlimited() {
    return this.getBooleanAttribute('guests_unlimited');
  }

  // members_empty - computed: true, optional: false, required: false
  public get membersEmpty() {
    return this.getNumberAttribute('members_empty');
  }

  // members_filled - computed: true, optional: false, required: false
  public get membersFilled() {
    return this.getNumberAttribute('members_filled');
  }

  // members_total - computed: true, optional: false, required: false
  public get membersTotal() {
    return this.getNumberAttribute('members_total');
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
      workspace_id: cdktn.stringToTerraform(this._workspaceId),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      workspace_id: {
        value: cdktn.stringToHclTerraform(this._workspaceId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
