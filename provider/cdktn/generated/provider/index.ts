// @ts-nocheck
// https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktn from 'cdktn';

// Configuration

export interface ClickupProviderConfig {
  /**
  * Base URL of the ClickUp API. Must use https, or http on loopback. Defaults to the `CLICKUP_API_URL` environment variable, then `https://api.clickup.com/api/v2`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs#api_url ClickupProvider#api_url}
  */
  readonly apiUrl?: string;
  /**
  * Maximum number of times each request is sent, including the first. Must be from 1 to 10. Only transient errors are retried. Defaults to 4.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs#attempts ClickupProvider#attempts}
  */
  readonly attempts?: number;
  /**
  * Severity of a failed check: `error` fails the run; `warn` continues with a warning, and data sources return null. Use `warn` only to destroy existing resources after a token was revoked: `CLICKUP_AUTH_ON_FAILURE=warn terraform destroy -refresh=false`. Defaults to the `CLICKUP_AUTH_ON_FAILURE` environment variable, then `error`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs#on_failure ClickupProvider#on_failure}
  */
  readonly onFailure?: string;
  /**
  * Time limit for one check in seconds, including retries and waits. Must be from 1 to 3600. Defaults to 60.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs#timeout_seconds ClickupProvider#timeout_seconds}
  */
  readonly timeoutSeconds?: number;
  /**
  * Personal token (ClickUp: avatar → Settings → Apps) or OAuth access token. Defaults to the `CLICKUP_API_TOKEN` environment variable. That variable, or an ephemeral Terraform variable, keeps the token out of plan files; `sensitive` only hides it in output.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs#token ClickupProvider#token}
  */
  readonly token?: string;
  /**
  * Whether to check the token each time Terraform configures the provider: during every plan and every apply. Use it with Terraform before 1.10, which has no ephemeral resources. Defaults to `false`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs#verify_on_configure ClickupProvider#verify_on_configure}
  */
  readonly verifyOnConfigure?: boolean | cdktn.IResolvable;
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs#alias ClickupProvider#alias}
  */
  readonly alias?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs clickup}
*/
export class ClickupProvider extends cdktn.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "clickup";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTN code for importing a ClickupProvider resource upon running "cdktn plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the ClickupProvider to import
  * @param importFromId The id of the existing ClickupProvider that should be imported. Refer to the {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the ClickupProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktn.TerraformProvider) {
        return new cdktn.ImportableResource(scope, importToId, { terraformResourceType: "clickup", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/clickup-auth/clickup/0.1.0/docs clickup} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ClickupProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: ClickupProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'clickup',
      terraformGeneratorMetadata: {
        providerName: 'clickup',
        providerVersion: '0.1.0'
      },
      terraformProviderSource: 'registry.terraform.io/clickup-auth/clickup'
    });
    this._apiUrl = config.apiUrl;
    this._attempts = config.attempts;
    this._onFailure = config.onFailure;
    this._timeoutSeconds = config.timeoutSeconds;
    this._token = config.token;
    this._verifyOnConfigure = config.verifyOnConfigure;
    this._alias = config.alias;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // api_url - computed: false, optional: true, required: false
  private _apiUrl?: string; 
  public get apiUrl() {
    return this._apiUrl;
  }
  public set apiUrl(value: string | undefined) {
    this._apiUrl = value;
  }
  public resetApiUrl() {
    this._apiUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiUrlInput() {
    return this._apiUrl;
  }

  // attempts - computed: false, optional: true, required: false
  private _attempts?: number; 
  public get attempts() {
    return this._attempts;
  }
  public set attempts(value: number | undefined) {
    this._attempts = value;
  }
  public resetAttempts() {
    this._attempts = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get attemptsInput() {
    return this._attempts;
  }

  // on_failure - computed: false, optional: true, required: false
  private _onFailure?: string; 
  public get onFailure() {
    return this._onFailure;
  }
  public set onFailure(value: string | undefined) {
    this._onFailure = value;
  }
  public resetOnFailure() {
    this._onFailure = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get onFailureInput() {
    return this._onFailure;
  }

  // timeout_seconds - computed: false, optional: true, required: false
  private _timeoutSeconds?: number; 
  public get timeoutSeconds() {
    return this._timeoutSeconds;
  }
  public set timeoutSeconds(value: number | undefined) {
    this._timeoutSeconds = value;
  }
  public resetTimeoutSeconds() {
    this._timeoutSeconds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutSecondsInput() {
    return this._timeoutSeconds;
  }

  // token - computed: false, optional: true, required: false
  private _token?: string; 
  public get token() {
    return this._token;
  }
  public set token(value: string | undefined) {
    this._token = value;
  }
  public resetToken() {
    this._token = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenInput() {
    return this._token;
  }

  // verify_on_configure - computed: false, optional: true, required: false
  private _verifyOnConfigure?: boolean | cdktn.IResolvable; 
  public get verifyOnConfigure() {
    return this._verifyOnConfigure;
  }
  public set verifyOnConfigure(value: boolean | cdktn.IResolvable | undefined) {
    this._verifyOnConfigure = value;
  }
  public resetVerifyOnConfigure() {
    this._verifyOnConfigure = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get verifyOnConfigureInput() {
    return this._verifyOnConfigure;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string; 
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      api_url: cdktn.stringToTerraform(this._apiUrl),
      attempts: cdktn.numberToTerraform(this._attempts),
      on_failure: cdktn.stringToTerraform(this._onFailure),
      timeout_seconds: cdktn.numberToTerraform(this._timeoutSeconds),
      token: cdktn.stringToTerraform(this._token),
      verify_on_configure: cdktn.booleanToTerraform(this._verifyOnConfigure),
      alias: cdktn.stringToTerraform(this._alias),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      api_url: {
        value: cdktn.stringToHclTerraform(this._apiUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      attempts: {
        value: cdktn.numberToHclTerraform(this._attempts),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      on_failure: {
        value: cdktn.stringToHclTerraform(this._onFailure),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      timeout_seconds: {
        value: cdktn.numberToHclTerraform(this._timeoutSeconds),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      token: {
        value: cdktn.stringToHclTerraform(this._token),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      verify_on_configure: {
        value: cdktn.booleanToHclTerraform(this._verifyOnConfigure),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      alias: {
        value: cdktn.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
