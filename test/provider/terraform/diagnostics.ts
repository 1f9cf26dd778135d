import type { Ran } from './harness.js';

/** A diagnostic in Terraform's `-json` output. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** For example `data.clickup_auth.this`. Undefined for a provider block. */
  readonly address?: string;
  readonly snippet?: {
    /** For example `provider "clickup"`. */
    readonly context: string | null;
    /** The source line. */
    readonly code: string;
    readonly start_line: number;
    readonly highlight_start_offset: number;
    readonly highlight_end_offset: number;
  };
}

/** A line of Terraform's `-json` output. */
export interface Line {
  readonly '@level': string;
  readonly '@message': string;
  readonly type: string;
  readonly diagnostic?: Diagnostic;
  readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>>;
}

/** Parses the output of a `-json` run. Fails if a line is not JSON, for example because the provider printed it. */
export function readLines({ stdout }: Ran): Line[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line));
}

export function readDiagnostics(ran: Ran): Diagnostic[] {
  return readLines(ran).flatMap(({ diagnostic }) => (diagnostic === undefined ? [] : [diagnostic]));
}
