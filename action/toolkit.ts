import type * as toolkit from '@actions/core' with { 'resolution-mode': 'import' };

/** What this Action uses of @actions/core. Only main.ts loads it, so that everything else is tested without a runner. */
export type Core = Pick<
  typeof toolkit,
  'error' | 'getInput' | 'info' | 'notice' | 'setOutput' | 'setSecret' | 'warning'
>;
