// The provider's source address and file name. Imports nothing, so that the CLI can import it.

/** The value of `source` in `required_providers`, with the default host omitted. */
export const PROVIDER_SOURCE = 'clickup-auth/clickup';

/** The full address for Terraform. */
export const PROVIDER_ADDRESS = `registry.terraform.io/${PROVIDER_SOURCE}`;
/** The full address for OpenTofu, whose default registry is different. */
export const OPENTOFU_ADDRESS = `registry.opentofu.org/${PROVIDER_SOURCE}`;
export const PROVIDER_ADDRESSES = [PROVIDER_ADDRESS, OPENTOFU_ADDRESS] as const;

/** Platforms that run a script by its `#!` line. Windows does not. */
export const PROVIDER_PLATFORMS = ['darwin_amd64', 'darwin_arm64', 'linux_amd64', 'linux_arm64'] as const;

/** The name of the file that Terraform executes, for example `terraform-provider-clickup_v0.1.0`. */
export function providerFile(version: string): string {
  return `terraform-provider-clickup_v${version}`;
}
