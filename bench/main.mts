// `npm run bench`: every performance promise as a ratio within this run. Exits with 1 when one is not kept. On a busy
// machine run it twice: the ratios hold, single rounds do not.
import { benchAction } from './action.mts';
import { benchCli } from './cli.mts';
import { benchConstructs } from './constructs.mts';
import { benchCore } from './core.mts';
import { benchHttps } from './https.mts';
import { benchProvider } from './provider.mts';

const bars = [
  ...(await benchAction()),
  ...(await benchHttps()),
  ...(await benchCore()),
  ...(await benchCli()),
  ...(await benchProvider()),
  ...benchConstructs(),
];
for (const { what, detail, ratio, atMost, atLeast } of bars) {
  const kept = ratio <= (atMost ?? Infinity) && ratio >= (atLeast ?? 0);
  const bound = atMost !== undefined ? `≤ ${atMost}` : atLeast !== undefined ? `≥ ${atLeast}` : 'for comparison';
  console.log(`${kept ? '✓' : '✗'} ${what.padEnd(52)} ${ratio.toFixed(2)} (${bound})  ${detail}`);
  if (!kept) process.exitCode = 1;
}
