// Where Terraform looks for this provider. It imports nothing, so that the command line can use it.

/** As Terraform's `required_providers` names it, the default host being left out. */
export const PROVIDER_SOURCE = 'clickup-auth/clickup';

/** The whole address, which OpenTofu needs: its default host is another one. */
export const PROVIDER_ADDRESS = `registry.terraform.io/${PROVIDER_SOURCE}`;

/** The platforms that can start a script by its first line: Windows can't. */
export const PROVIDER_PLATFORMS = ['darwin_amd64', 'darwin_arm64', 'linux_amd64', 'linux_arm64'] as const;

/** What Terraform executes, as `terraform-provider-clickup_v0.1.0`. */
export function providerFile(version: string): string {
  return `terraform-provider-clickup_v${version}`;
}
