import { minify } from 'terser';

/** `unsafe_arrows` is unsafe only for functions that are called with `new`. These bundles have classes instead. */
const COMPRESS = { passes: 3, keep_fargs: false, unsafe_arrows: true, unsafe_methods: true };

/**
 * Makes a bundle of esbuild 3 % smaller, which is more than 6 kB of the provider. Comments are removed, so add those that
 * must stay afterwards.
 */
export async function minifyBundle(code: string, ecma: 2018 | 2020): Promise<string> {
  const { code: result } = await minify(code, { ecma, toplevel: true, compress: COMPRESS });
  if (result === undefined) throw new Error('terser returned no code.');
  return result;
}
