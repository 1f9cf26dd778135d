import { REASONS, type AuthError, type Failure, type Reason } from '../../src/index.js';
import { explainAs, nameInput, type InputNames } from '../../src/integration.js';
import type { AttributePath, Diagnostic } from '../protocol/diagnostic.js';
import type { Attributes } from '../protocol/schema.js';
import type { OnFailure } from './configuration.js';

/** The arguments by the names of the library's options. */
export const ARGUMENT_NAMES: InputNames = {
  apiUrl: 'api_url',
  timeoutMs: 'timeout_seconds',
  workspaceId: 'workspace_id',
};

export interface DiagnosticContext {
  /** The attributes of the block that the diagnostic is shown at. */
  readonly attributes: Attributes;
  readonly onFailure: OnFailure;
  /** Defaults to {@link ARGUMENT_NAMES}. */
  readonly names?: InputNames;
}

/** The diagnostic of a failure. */
export function diagnose(
  error: AuthError,
  { attributes, onFailure, names = ARGUMENT_NAMES }: DiagnosticContext,
): Diagnostic {
  const { failure } = error;
  const { title, happened, cause, remedy } = explainAs(failure, names);
  const attribute = attributePath(concernedInput(nameInput(failure, names)), attributes);
  const continues = onFailure === 'warn' && canWarn(failure.reason);
  return {
    severity: continues ? 'warning' : 'error',
    summary: title,
    detail: [
      happened,
      `Likely cause: ${cause}`,
      `What to do: ${remedy}`,
      ...(continues ? ['`on_failure` is `warn`: Terraform continues, and the computed attributes are null.'] : []),
    ].join('\n\n'),
    ...(attribute && { attribute }),
  };
}

/** An error in a configuration, found without a request. Without an attribute it concerns the whole block. */
export function configError(summary: string, detail: string, attribute?: AttributePath): Diagnostic {
  return { severity: 'error', summary, detail, ...(attribute && { attribute }) };
}

/** The argument that a failure concerns, by reason: `input` is the one that the failure names. */
export const CONCERNED_ARGUMENT: Readonly<
  Record<Reason, 'token' | 'api_url' | 'timeout_seconds' | 'input' | undefined>
> = {
  token_missing: 'token',
  token_malformed: 'token',
  token_rejected: 'token',
  workspace_not_authorized: 'input',
  workspace_ambiguous: 'input',
  rate_limited: undefined,
  clickup_unavailable: undefined,
  unreachable: 'api_url',
  timed_out: 'timeout_seconds',
  cancelled: undefined,
  reply_malformed: 'api_url',
  request_refused: 'input',
  input_invalid: 'input',
};

function concernedInput({ reason, input }: Failure): string | undefined {
  const argument = CONCERNED_ARGUMENT[reason];
  return argument === 'input' ? input : argument;
}

/** Whether `on_failure = "warn"` applies. An invalid configuration and an interrupted run always fail. */
export function canWarn(reason: Reason): boolean {
  const { category } = REASONS[reason];
  return category === 'credential' || category === 'service';
}

/** `workspaces[1]` → workspaces, 1. Undefined if the block has no such attribute: `token` is an argument of the provider. */
function attributePath(input: string | undefined, attributes: Attributes): AttributePath | undefined {
  const [, name = '', index] = /^(\w+)(?:\[(\d+)\])?$/.exec(input ?? '') ?? [];
  if (!Object.hasOwn(attributes, name)) return undefined;
  return index === undefined ? [name] : [name, Number(index)];
}
