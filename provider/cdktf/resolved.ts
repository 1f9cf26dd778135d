import { DefaultTokenResolver, StringConcat, Tokenization, type TerraformStack } from 'cdktf';

const resolver = new DefaultTokenResolver(new StringConcat());

/** Returns a value as it is synthesized: with each token replaced by its expression. */
export function resolved(scope: TerraformStack, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver });
}
