import { explain, type AuthError, type Failure } from '../../src/index.js';
import type { AttributePath, Diagnostic } from '../protocol/diagnostic.js';
import type { Attributes } from '../protocol/schema.js';
import type { OnFailure } from './configuration.js';

/** The options that the core knows by another name. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['apiUrl', 'api_url'],
  ['timeoutMs', 'timeout_seconds'],
  ['workspaceId', 'workspace_id'],
]);

/** What Terraform's user reads of a failure. `attributes` are those of the block that it is shown at. */
export function diagnose(error: AuthError, attributes: Attributes, onFailure: OnFailure): Diagnostic {
  const failure = { ...error.failure, input: nameOf(error.failure.input) };
  const { title, happened, cause, remedy } = explain(failure);
  const { concerns, isSoft } = bearing(failure);
  const attribute = concerns === undefined ? undefined : pathOf(concerns, attributes);
  const goesOn = isSoft && onFailure === 'warn';
  return {
    severity: goesOn ? 'warning' : 'error',
    summary: title,
    detail: [
      happened,
      `Likely cause: ${cause}`,
      `What to do: ${remedy}`,
      ...(goesOn ? ['on_failure is `warn`, so this goes on, and what would have been read is null.'] : []),
    ].join('\n\n'),
    ...(attribute && { attribute }),
  };
}

/** A mistake in a configuration, found without asking ClickUp. Without an attribute it is the whole block's. */
export function mistake(summary: string, detail: string, attribute?: AttributePath): Diagnostic {
  return { severity: 'error', summary, detail, ...(attribute && { attribute }) };
}

/** Which attribute a failure concerns, and whether `on_failure` makes a warning of it. */
interface Bearing {
  readonly concerns?: string;
  readonly isSoft: boolean;
}

/** The one place that decides what a reason means for a configuration. */
function bearing(failure: Failure): Bearing {
  switch (failure.reason) {
    case 'token_missing':
    case 'token_malformed':
    case 'token_rejected':
      return { concerns: 'token', isSoft: true };
    case 'workspace_not_authorized':
    case 'workspace_ambiguous':
    case 'request_refused':
      return { concerns: failure.input, isSoft: true };
    case 'unreachable':
    case 'reply_malformed':
      return { concerns: 'api_url', isSoft: true };
    case 'timed_out':
      return { concerns: 'timeout_seconds', isSoft: true };
    case 'rate_limited':
    case 'clickup_unavailable':
      return { isSoft: true };
    case 'cancelled':
      return { isSoft: false };
    case 'input_invalid':
      return { concerns: failure.input, isSoft: false };
  }
}

/** `workspaces[1]` → workspaces, 1. Undefined where the block has no such attribute: the token is the provider's. */
function pathOf(input: string, attributes: Attributes): AttributePath | undefined {
  const [, name = '', index] = /^(\w+)(?:\[(\d+)\])?$/.exec(input) ?? [];
  if (!Object.hasOwn(attributes, name)) return undefined;
  return index === undefined ? [name] : [name, Number(index)];
}

function nameOf(input: string): string {
  return NAMES.get(input) ?? input;
}
