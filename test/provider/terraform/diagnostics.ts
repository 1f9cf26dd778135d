import type { Ran } from './harness.js';

/** A diagnostic as terraform's `-json` output has it. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** As `data.clickup_auth.this`; none for a provider block. */
  readonly address?: string;
  readonly snippet?: {
    /** As `provider "clickup"`. */
    readonly context: string | null;
    /** The source line that is shown. */
    readonly code: string;
    readonly start_line: number;
    readonly highlight_start_offset: number;
    readonly highlight_end_offset: number;
  };
}

/** A line of `plan -json`, `apply -json` and `destroy -json`. */
export interface Line {
  readonly '@level': string;
  readonly '@message': string;
  readonly type: string;
  readonly diagnostic?: Diagnostic;
  readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>>;
}

/** Every line of a `-json` run; fails when one of them is not JSON, as something printed into it would be. */
export function readLines({ stdout }: Ran): Line[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line));
}

export function readDiagnostics(ran: Ran): Diagnostic[] {
  return readLines(ran).flatMap(({ diagnostic }) => (diagnostic === undefined ? [] : [diagnostic]));
}
