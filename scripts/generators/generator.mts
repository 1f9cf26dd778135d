/** Generates committed files in memory. scripts/generate.mts compares or writes them. */
export interface Generator {
  /** Name in the output of the driver. */
  readonly name: string;
  /** Patterns of files that only this generator writes. A matching file that it does not return is deleted. */
  readonly owns: readonly string[];
  /** Returns the contents by path from the root of the repository. */
  generate(): Promise<ReadonlyMap<string, string | Buffer>>;
}
