import type { Diagnostic } from './diagnostic.js';
import type { ObjectValue } from './value.js';

/** The result of a read: values, except if a diagnostic is an error. */
export interface ReadResult {
  readonly value?: ObjectValue;
  readonly diagnostics?: readonly Diagnostic[];
}

/** Reads a data source or an ephemeral resource. */
export interface ReadHandler {
  /** What is wrong with a configuration that may hold unknown values, without asking anyone. */
  validate?(config: ObjectValue): readonly Diagnostic[];
  /** Reads a configuration that is wholly known. */
  read(config: ObjectValue): Promise<ReadResult>;
}

/** A provider that can be served: what it does, by the names of its schema. */
export interface Provider {
  /** What is wrong with the provider's configuration, which may hold unknown values. */
  validate(config: ObjectValue): readonly Diagnostic[];
  /** Called once before anything is read, and in debugging once more for each run of Terraform. */
  configure(config: ObjectValue): Promise<readonly Diagnostic[]>;
  /** Ends what is under way. */
  stop(): void;
  readonly dataSources: Readonly<Record<string, ReadHandler>>;
  readonly ephemeralResources: Readonly<Record<string, ReadHandler>>;
}
