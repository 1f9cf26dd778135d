import type { Readable, Writable } from 'node:stream';
import type { Environment } from '../src/integration.js';

/** Everything that a command may read of the process. Only main.ts creates one from the real process. */
export interface Context {
  readonly env: Environment;
  /** The directory in which `.env` and `.terraform.lock.hcl` are searched for. */
  readonly cwd: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly arch: NodeJS.Architecture;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** The `dist` directory of this package. */
  readonly dist: string;
}

/** A stream that may be a terminal, for example `process.stdout`. */
export type Terminal = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly hasColors?: (count: number, env: Environment) => boolean;
};
