import type { Diagnostic } from './diagnostic.js';
import type { ObjectValue } from './value.js';

/** What Terraform permits for one read. */
export interface ReadOptions {
  /** Whether the read may be deferred to a later run, with unknown values. */
  readonly canDefer: boolean;
}

/** The result of a read. Without an error among the diagnostics, it has a value. */
export interface ReadResult {
  readonly value?: ObjectValue;
  /** Whether the read was deferred because provider arguments are unknown. */
  readonly isDeferred?: true;
  readonly diagnostics?: readonly Diagnostic[];
}

/** Reads a data source or opens an ephemeral resource. */
export interface ReadHandler {
  /** Validates a configuration that can contain unknown values. Sends no request. */
  validate?(config: ObjectValue): readonly Diagnostic[];
  /** Reads a configuration without unknown values. */
  read(config: ObjectValue, options: ReadOptions): Promise<ReadResult>;
}

/** The implementation of a provider. Handlers have the type names of its schema. */
export interface Provider {
  /** Validates the provider configuration, which can contain unknown values. */
  validate(config: ObjectValue): readonly Diagnostic[];
  /** Called once before the first read; with `--debug`, before each Terraform run. */
  configure(config: ObjectValue): Promise<readonly Diagnostic[]>;
  /** Cancels pending requests. */
  stop(): void;
  readonly dataSources: Readonly<Record<string, ReadHandler>>;
  readonly ephemeralResources: Readonly<Record<string, ReadHandler>>;
}
