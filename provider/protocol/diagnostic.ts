import type { MessageInitShape } from '@bufbuild/protobuf';
import { Diagnostic_Severity, type DiagnosticSchema } from './generated/tfplugin6_pb.js';

/** A step into a value: an attribute's name, or the place in a list. */
export type AttributePath = readonly (string | number)[];

/** What Terraform shows its user. */
export interface Diagnostic {
  /** An error stops what is done. */
  readonly severity: 'error' | 'warning';
  /** What is wrong, in a few words without a final stop. */
  readonly summary: string;
  /** What happened, the likely cause and what to do, in whole sentences. */
  readonly detail: string;
  /** Which attribute it concerns: Terraform then shows its line. */
  readonly attribute?: AttributePath;
}

const SEVERITIES = { error: Diagnostic_Severity.ERROR, warning: Diagnostic_Severity.WARNING } as const;

/** A diagnostic as it travels. */
export function diagnosticToWire(diagnostic: Diagnostic): MessageInitShape<typeof DiagnosticSchema> {
  const { severity, summary, detail, attribute } = diagnostic;
  return { severity: SEVERITIES[severity], summary, detail, ...(attribute && { attribute: pathToWire(attribute) }) };
}

function pathToWire(path: AttributePath) {
  return {
    steps: path.map((step) => ({
      selector:
        typeof step === 'string'
          ? ({ case: 'attributeName', value: step } as const)
          : ({ case: 'elementKeyInt', value: BigInt(step) } as const),
    })),
  };
}
