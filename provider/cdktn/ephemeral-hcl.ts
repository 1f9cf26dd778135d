import type { TerraformElement } from 'cdktn';

/** Returns the data source in the form from which CDK Terrain writes HCL. The ephemeral block has the same arguments. */
export function hclAttributes(_check: TerraformElement, dataSource: TerraformElement): object {
  return dataSource.toHclTerraform();
}
