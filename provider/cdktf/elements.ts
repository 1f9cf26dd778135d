import {
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  TerraformResource,
  TerraformStack,
  Tokenization,
  type TerraformModule,
} from 'cdktf';
import type { IConstruct } from 'constructs';

const resolver = new DefaultTokenResolver(new StringConcat());

/** Returns a value as it is synthesized: with each token replaced by its expression. */
export function resolved(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver });
}

/** Returns the elements of a stack or of a part of it, without those of nested stacks. */
export function elementsOf(scope: IConstruct): TerraformElement[] {
  const elements: TerraformElement[] = [];
  const visit = (node: IConstruct): void => {
    if (TerraformElement.isTerraformElement(node)) elements.push(node);
    for (const child of node.node.children) if (!TerraformStack.isStack(child)) visit(child);
  };
  visit(scope);
  return elements;
}

/** Returns whether a construct is a resource or a module, even if another copy of the framework created it. */
export function isResourceOrModule(node: IConstruct): node is TerraformResource | TerraformModule {
  if (TerraformResource.isTerraformResource(node)) return true;
  return TerraformElement.isTerraformElement(node) && node['_elementType'] === 'module';
}

/** Returns whether a list contains a construct or one that it is inside of. */
export function isInside(node: IConstruct, scopes: readonly IConstruct[]): boolean {
  return node.node.scopes.some((scope) => scopes.includes(scope));
}

/** Returns the address of a resource or module, for example `terraform_data.app` or `module.network`. */
export function addressOf(node: TerraformResource | TerraformModule): string {
  const type = TerraformResource.isTerraformResource(node) ? node.terraformResourceType : 'module';
  return `${type}.${node.friendlyUniqueId}`;
}
