import type { AuthError } from '../../src/index.js';
import type { InputNames } from '../../src/integration.js';
import type { Diagnostic } from '../protocol/diagnostic.js';
import type { OnFailure } from './configuration.js';
import type { Reader } from './reader.js';

/** The latest configuration. If it is invalid, nothing can be read, and every read reports its error. */
export type State =
  | { readonly status: 'unconfigured' }
  | { readonly status: 'unknown'; readonly attributes: readonly string[] }
  | { readonly status: 'invalid'; readonly error: AuthError; readonly onFailure: OnFailure }
  | { readonly status: 'ready'; readonly reader: Reader; readonly onFailure: OnFailure; readonly names: InputNames };

/** Said of a data source, whose values must be known when the plan is made. */
export function notKnownYet(attributes: readonly string[]): Diagnostic {
  const names = attributes.map((name) => `\`${name}\``).join(', ');
  return {
    severity: 'error',
    summary: `Provider arguments unknown until apply: ${attributes.join(', ')}`,
    detail: [
      `Terraform reads data sources during plan, but the value of ${names} in \`provider "clickup"\` is known only during apply. No request was sent to ClickUp.`,
      'Likely cause: It comes from a resource that this same configuration creates.',
      'What to do: Create that resource first (`terraform apply -target=…`), give the token by CLICKUP_API_TOKEN, or use the ephemeral resource clickup_auth, which waits until it is known.',
    ].join('\n\n'),
  };
}

/** Only something else than Terraform reads before it configures. */
export const NOT_CONFIGURED: Diagnostic = {
  severity: 'error',
  summary: 'The provider is not configured',
  detail: 'A read came before the configuration. This is a fault of the program that asks.',
};
