import type { TerraformElement } from 'cdktn';

/** Returns the attributes of the ephemeral block in the form from which CDK Terrain writes HCL. */
export function hclAttributes(_check: TerraformElement, provider: string, workspaces: string[]): object {
  return { provider, workspaces: { value: workspaces, isBlock: false, type: 'list', storageClassType: 'stringList' } };
}
