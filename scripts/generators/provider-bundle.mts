// Builds the provider a second time. `npm run generate` builds it first, so a difference means that the build is not
// reproducible.
import { buildShippedProvider, SHIPPED_PROVIDER } from '../build-provider.mts';
import type { Generator } from './generator.mts';

export const providerBundle: Generator = {
  name: 'The provider, built twice',
  owns: [],
  generate: async () => new Map([[SHIPPED_PROVIDER, await buildShippedProvider()]]),
};
