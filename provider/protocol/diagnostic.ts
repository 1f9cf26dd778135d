import type { MessageInitShape } from '@bufbuild/protobuf';
import { Diagnostic_Severity, type AttributePathSchema, type DiagnosticSchema } from './generated/tfplugin6_pb.js';

/** Steps into a value: attribute names and list indexes. */
export type AttributePath = readonly (string | number)[];

/** An error or a warning that Terraform shows to the user. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** The problem in a few words, without a period. */
  readonly summary: string;
  /** What happened, the likely cause and what to do, in complete sentences. */
  readonly detail: string;
  /** The attribute whose line Terraform shows. */
  readonly attribute?: AttributePath;
}

const SEVERITIES = { error: Diagnostic_Severity.ERROR, warning: Diagnostic_Severity.WARNING } as const;

/** Converts a diagnostic to its protobuf message. */
export function diagnosticToWire(diagnostic: Diagnostic): MessageInitShape<typeof DiagnosticSchema> {
  const { severity, summary, detail, attribute } = diagnostic;
  return { severity: SEVERITIES[severity], summary, detail, ...(attribute && { attribute: pathToWire(attribute) }) };
}

function pathToWire(path: AttributePath): MessageInitShape<typeof AttributePathSchema> {
  return {
    steps: path.map((step) => ({
      selector:
        typeof step === 'string'
          ? { case: 'attributeName', value: step }
          : { case: 'elementKeyInt', value: BigInt(step) },
    })),
  };
}
