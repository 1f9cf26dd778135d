import { minify } from 'terser';

/**
 * Makes a bundle of esbuild 3 % smaller, which is more than 6 kB of the provider. Comments are removed, so add those that
 * must stay afterwards.
 */
export async function minifyBundle(code: string, ecma: 2018 | 2020): Promise<string> {
  const { code: result } = await minify(code, { ecma, toplevel: true, compress: { passes: 2 } });
  if (result === undefined) throw new Error('terser returned no code.');
  return result;
}
