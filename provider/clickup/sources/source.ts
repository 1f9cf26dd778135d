import type { Diagnostic } from '../../protocol/diagnostic.js';
import type { ObjectValue } from '../../protocol/value.js';
import type { Reader } from '../reader.js';

/** What is read of ClickUp: a data source's part, or an ephemeral resource's. */
export interface Source {
  /** What is wrong with a configuration, whose values may be unknown, without asking anyone. */
  validate?(config: ObjectValue): readonly Diagnostic[];
  /** The computed attributes, for a configuration that is wholly known. Fails with an AuthError. */
  read(config: ObjectValue, reader: Reader): Promise<ObjectValue>;
}
