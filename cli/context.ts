import type { Readable, Writable } from 'node:stream';

/** Environment variables, as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that a command may know of the process. Only main.ts makes one from the real process. */
export interface Context {
  readonly env: Environment;
  /** The folder in which `.env` and `.terraform.lock.hcl` are looked for. */
  readonly cwd: string;
  /** The user's home. */
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly arch: NodeJS.Architecture;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** This package's `dist` folder. */
  readonly dist: string;
}

/** A stream that may be a terminal, as `process.stdout`. */
export type Terminal = Writable & {
  readonly isTTY?: boolean;
  readonly hasColors?: (count: number, env: Environment) => boolean;
};
