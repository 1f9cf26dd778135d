import type { TerraformElement } from 'cdktf';

/** Fails, because CDKTF omits ephemeral blocks from HCL. Without the block, nothing would be checked during apply. */
export function hclAttributes(check: TerraformElement, _dataSource: TerraformElement): object {
  throw new Error(
    `CDKTF cannot write the ephemeral block "${check.node.path}" as HCL. ` +
      'Synthesize JSON, which is the default, or set `atApply` to false.',
  );
}
