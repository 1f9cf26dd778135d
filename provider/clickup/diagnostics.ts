import { REASONS, type AuthError, type Explanation, type Failure, type Reason } from '../../src/index.js';
import { explainAs, isCertificateError, nameInput, type InputNames, type Wording } from '../../src/integration.js';
import type { AttributePath, Diagnostic } from '../protocol/diagnostic.js';
import type { Attributes } from '../protocol/schema.js';
import { ARGUMENT_NAMES, type OnFailure } from './configuration.js';

const NAMES: InputNames = { ...ARGUMENT_NAMES, apiUrl: 'api_url', timeoutMs: 'timeout_seconds' };

export interface DiagnosticContext {
  /** The attributes of the block that Terraform reports the diagnostic for. */
  readonly attributes: Attributes;
  readonly onFailure: OnFailure;
  /** Names of the inputs. Defaults to the names of the provider's arguments. */
  readonly names?: InputNames;
  /** The explanations of this run. A diagnostic that would repeat one of them refers to it. */
  readonly explained?: Set<string>;
}

/** Returns the diagnostic of a failure. */
export function diagnose(error: AuthError, context: DiagnosticContext): Diagnostic {
  const { attributes, onFailure, names = NAMES, explained } = context;
  const { failure } = error;
  const { title, ...parts } = explainAs(failure, names, certificateWording(failure));
  const argument = CONCERNED_ARGUMENT[failure.reason];
  const input = argument === 'input' ? nameInput(failure, names).input : argument;
  const attribute = attributePath(input, attributes);
  const continues = onFailure === 'warn' && canWarn(failure.reason);
  const notes = continues ? [CONTINUES] : REASONS[failure.reason].category === 'credential' ? [TEARDOWN] : [];
  // Not the error itself: each request of a data source for one Workspace fails with its own error of the same cause.
  const explanation = [title, parts.cause, parts.remedy].join('\n');
  const isRepeated = explained?.has(explanation);
  explained?.add(explanation);
  return {
    severity: continues ? 'warning' : 'error',
    summary: title,
    detail: isRepeated ? `${parts.happened}\n\n${REPEATED}` : [detail(parts), ...notes].join('\n\n'),
    ...(attribute && { attribute }),
  };
}

/** The remedy for a certificate that Node.js does not trust. Providers in Go read other variables and the system's store. */
function certificateWording(failure: Failure): Wording {
  if (failure.reason !== 'unreachable' || !isCertificateError(failure.code)) return {};
  return {
    cause: 'The server or a proxy has a certificate of a private authority, which Node.js does not know.',
    remedy:
      'Set NODE_EXTRA_CA_CERTS to the PEM file of the authority in the environment of Terraform. The provider runs on ' +
      "Node.js, which reads neither SSL_CERT_FILE nor SSL_CERT_DIR nor the system's certificate store.",
  };
}

const REPEATED = 'Another block of this run has the same failure. Its message states the likely cause and what to do.';
const CONTINUES =
  '`on_failure` is `warn`: the run continues. The attributes of data sources are null, so an expression that needs one ' +
  'can fail. To destroy resources, add `-refresh=false`, with which no data source is read.';
const TEARDOWN =
  'To destroy existing resources without a valid token, run: CLICKUP_AUTH_ON_FAILURE=warn terraform destroy -refresh=false';

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
  user_unexpected: 'input',
  token_kind_unexpected: 'input',
  role_insufficient: 'input',
  workspace_unexpected: 'input',
  resource_inaccessible: 'input',
  permission_insufficient: 'input',
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
