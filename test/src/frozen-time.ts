import type { RequestOptions } from '../../src/index.js';

export interface FrozenTime {
  /** To be spread into a call's options. */
  readonly options: Required<Pick<RequestOptions, 'clock' | 'sleep' | 'random'>>;
  /** Every sleep, in milliseconds. */
  readonly pauses: readonly number[];
  readonly now: () => number;
}

/** Time that passes only where somebody sleeps, and chance that always falls on `chance`. */
export function frozenTime({ startMs = Date.UTC(2030, 0, 1, 12), chance = 0 } = {}): FrozenTime {
  const pauses: number[] = [];
  let now = startMs;
  const sleep = async (ms: number): Promise<void> => {
    pauses.push(ms);
    now += ms;
  };
  return { options: { clock: () => now, sleep, random: () => chance }, pauses, now: () => now };
}
