/** Terraform's type of an attribute. An object is given by its attributes, so that each of them has a description. */
export type AttributeType =
  'string' | 'number' | 'bool' | 'list(string)' | 'map(string)' | { readonly list: Attributes };

/** Who sets an attribute: the user (must or may), the provider, or the provider where the user did not. */
export type AttributeUse = 'required' | 'optional' | 'computed' | 'optional, computed';

export interface Attribute {
  readonly type: AttributeType;
  readonly use: AttributeUse;
  /** Markdown, in whole sentences. */
  readonly description: string;
  /** Terraform hides the value when it prints. It does not keep it out of a plan file. */
  readonly sensitive?: true;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** What can be configured in one place: a provider, a data source or an ephemeral resource. */
export interface Block {
  /** Markdown, in whole sentences. */
  readonly description: string;
  readonly attributes: Attributes;
}

/** Everything that a provider offers, as data. It is served to Terraform, and its documentation is generated from it. */
export interface ProviderSchema {
  readonly provider: Block;
  /** By type name, as `clickup_auth`. */
  readonly dataSources: Readonly<Record<string, Block>>;
  readonly ephemeralResources: Readonly<Record<string, Block>>;
}
