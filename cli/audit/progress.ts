import { clearLine, cursorTo } from 'node:readline';
import type { Terminal } from '../context.js';

/** A line that counts, on a terminal only. */
export interface Progress {
  readonly advance: (done: number) => void;
  readonly end: () => void;
}

/** Counts up to `total` on one line of the stream, which is empty again at the end. */
export function startProgress(stream: Terminal, total: number, isWanted: boolean): Progress {
  if (!isWanted || stream.isTTY !== true) return { advance: () => undefined, end: () => undefined };
  const clear = (): void => {
    cursorTo(stream, 0);
    clearLine(stream, 0);
  };
  return {
    advance: (done) => {
      clear();
      stream.write(`Checked ${done} of ${total}`);
    },
    end: clear,
  };
}
