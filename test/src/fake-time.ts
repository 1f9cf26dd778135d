import type { RequestOptions } from '../../src/index.js';

export interface FakeTime {
  /** Spread them into the options of a call. */
  readonly options: Required<Pick<RequestOptions, 'clock' | 'sleep' | 'random'>>;
  /** Every sleep, in milliseconds. */
  readonly pauses: readonly number[];
  readonly now: () => number;
}

/** A clock that advances only during `sleep`, and a random source that always returns `random`. */
export function fakeTime({ startMs = Date.UTC(2030, 0, 1, 12), random = 0 } = {}): FakeTime {
  const pauses: number[] = [];
  let now = startMs;
  const sleep = async (ms: number): Promise<void> => {
    pauses.push(ms);
    now += ms;
  };
  return { options: { clock: () => now, sleep, random: () => random }, pauses, now: () => now };
}
