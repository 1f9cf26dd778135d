/** Terraform's type of an attribute. `list` is a list of objects with these attributes. */
export type AttributeType =
  'string' | 'number' | 'bool' | 'list(string)' | 'map(string)' | { readonly list: Attributes };

/** Who sets an attribute. `optional, computed`: the provider, if the user does not. */
export type AttributeUse = 'required' | 'optional' | 'computed' | 'optional, computed';

export interface Attribute {
  readonly type: AttributeType;
  readonly use: AttributeUse;
  /** Markdown, in complete sentences. */
  readonly description: string;
  /** Terraform hides the value in output, but plan files contain it. */
  readonly sensitive?: true;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** The schema of the provider block, a data source or an ephemeral resource. */
export interface Block {
  readonly description: string;
  readonly attributes: Attributes;
}

/** The schema that the provider returns to Terraform. `docs/provider` and the bindings are generated from it. */
export interface ProviderSchema {
  readonly provider: Block;
  /** By type name, for example `clickup_auth`. */
  readonly dataSources: Readonly<Record<string, Block>>;
  readonly ephemeralResources: Readonly<Record<string, Block>>;
}
