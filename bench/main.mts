// `npm run bench`: measures every performance limit as a ratio within this run. Exits with 1 if a limit is exceeded. On a
// busy machine, run it twice.
import { benchAction } from './action.mts';
import { benchCli } from './cli.mts';
import { benchConstructs } from './constructs.mts';
import { benchCore } from './core.mts';
import { benchHttps } from './https.mts';
import { benchProviderMemory } from './provider-memory.mts';
import { benchProvider } from './provider.mts';
import { benchResources } from './resources.mts';

const comparisons = [
  ...(await benchAction()),
  ...(await benchHttps()),
  ...(await benchCore()),
  ...(await benchResources()),
  ...(await benchCli()),
  ...(await benchProvider()),
  ...(await benchProviderMemory()),
  ...benchConstructs(),
];
for (const { title, detail, ratio, atMost, atLeast } of comparisons) {
  const passed = ratio <= (atMost ?? Infinity) && ratio >= (atLeast ?? 0);
  const limit = atMost !== undefined ? `≤ ${atMost}` : atLeast !== undefined ? `≥ ${atLeast}` : 'for comparison';
  console.log(`${passed ? '✓' : '✗'} ${title.padEnd(52)} ${ratio.toFixed(2)} (${limit})  ${detail}`);
  if (!passed) process.exitCode = 1;
}
