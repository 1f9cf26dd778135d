import { REASONS, type AuthError, type Explanation, type Reason } from '../../src/index.js';
import { explainAs, nameInput, type InputNames } from '../../src/integration.js';
import type { AttributePath, Diagnostic } from '../protocol/diagnostic.js';
import type { Attributes } from '../protocol/schema.js';
import type { OnFailure } from './configuration.js';

const ARGUMENT_NAMES: InputNames = { apiUrl: 'api_url', timeoutMs: 'timeout_seconds', workspaceId: 'workspace_id' };

export interface DiagnosticContext {
  /** The attributes of the block that Terraform reports the diagnostic for. */
  readonly attributes: Attributes;
  readonly onFailure: OnFailure;
  /** Names of the inputs. Defaults to the names of the provider's arguments. */
  readonly names?: InputNames;
}

/** Returns the diagnostic of a failure. */
export function diagnose(error: AuthError, context: DiagnosticContext): Diagnostic {
  const { attributes, onFailure, names = ARGUMENT_NAMES } = context;
  const { failure } = error;
  const { title, ...parts } = explainAs(failure, names);
  const argument = CONCERNED_ARGUMENT[failure.reason];
  const input = argument === 'input' ? nameInput(failure, names).input : argument;
  const attribute = attributePath(input, attributes);
  const continues = onFailure === 'warn' && canWarn(failure.reason);
  return {
    severity: continues ? 'warning' : 'error',
    summary: title,
    detail: continues
      ? `${detail(parts)}\n\n\`on_failure\` is \`warn\`: Terraform continues, and the computed attributes are null.`
      : detail(parts),
    ...(attribute && { attribute }),
  };
}

type DetailParts = Omit<Explanation, 'title'>;

/** Returns an error that is not an AuthError. Without an attribute, it concerns the whole block. */
export function configError(summary: string, parts: DetailParts, attribute?: AttributePath): Diagnostic {
  return { severity: 'error', summary, detail: detail(parts), ...(attribute && { attribute }) };
}

function detail({ happened, cause, remedy }: DetailParts): string {
  return `${happened}\n\nLikely cause: ${cause}\n\nWhat to do: ${remedy}`;
}

/** The argument that each reason concerns. `input` is the one that the failure names. */
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

/** Whether `on_failure = "warn"` applies. An invalid configuration or a cancelled run is always an error. */
export function canWarn(reason: Reason): boolean {
  const { category } = REASONS[reason];
  return category === 'credential' || category === 'service';
}

/** Converts an input such as `workspaces[1]`. Returns undefined if the block does not have the attribute. */
function attributePath(input: string | undefined, attributes: Attributes): AttributePath | undefined {
  const [, name = '', index] = /^(\w+)(?:\[(\d+)\])?$/.exec(input ?? '') ?? [];
  if (!Object.hasOwn(attributes, name)) return undefined;
  return index === undefined ? [name] : [name, Number(index)];
}
