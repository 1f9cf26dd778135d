/** The provider as Terraform names it. */
export const PROVIDER_ADDRESS = 'registry.terraform.io/clickup-auth/clickup';
