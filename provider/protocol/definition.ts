import type { Diagnostic } from './diagnostic.js';
import type { ObjectValue } from './value.js';

/** What a read gives: values, unless one of the diagnostics is an error. */
export interface Outcome {
  readonly value?: ObjectValue;
  readonly diagnostics?: readonly Diagnostic[];
}

/** What can be read: a data source or an ephemeral resource. */
export interface Readable {
  /** What is wrong with a configuration that may hold unknown values, without asking anyone. */
  validate?(config: ObjectValue): readonly Diagnostic[];
  /** Reads a configuration that is wholly known. */
  read(config: ObjectValue): Promise<Outcome>;
}

/** A provider that can be served: what it does, by the names of its schema. */
export interface Provider {
  /** What is wrong with the provider's configuration, which may hold unknown values. */
  validate(config: ObjectValue): readonly Diagnostic[];
  /** Called once before anything is read, and in debugging once more for each run of Terraform. */
  configure(config: ObjectValue): Promise<readonly Diagnostic[]>;
  /** Ends what is under way. */
  stop(): void;
  readonly dataSources: Readonly<Record<string, Readable>>;
  readonly ephemeralResources: Readonly<Record<string, Readable>>;
}
