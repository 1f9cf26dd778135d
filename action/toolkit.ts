import type * as toolkit from '@actions/core' with { 'resolution-mode': 'import' };

/** The functions of @actions/core that this Action uses. Only main.ts loads the package, so that tests need no runner. */
export type Core = Pick<
  typeof toolkit,
  'debug' | 'error' | 'getInput' | 'info' | 'notice' | 'setOutput' | 'setSecret' | 'warning'
>;
