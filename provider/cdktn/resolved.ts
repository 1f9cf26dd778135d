import { DefaultTokenResolver, StringConcat, Tokenization, type TerraformStack } from 'cdktn';

const resolver = new DefaultTokenResolver(new StringConcat());

/** A value as it will be written, its tokens replaced by their expressions. */
export function resolved(scope: TerraformStack, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver });
}
