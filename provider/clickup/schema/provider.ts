import type { Block } from '../../protocol/schema.js';
import { optional } from './attributes.js';

export const PROVIDER: Block = {
  description:
    'Checks a ClickUp token and its Workspace access before you deploy. The provider only reads from ClickUp and never changes anything there.',
  attributes: {
    token: {
      ...optional(
        'string',
        'Personal token (ClickUp: avatar → Settings → Apps) or OAuth access token. Defaults to the `CLICKUP_API_TOKEN` environment variable. That variable, or an ephemeral Terraform variable, keeps the token out of plan files; `sensitive` only hides it in output.',
      ),
      sensitive: true,
    },
    api_url: optional(
      'string',
      'Base URL of the ClickUp API. Must use https, or http on loopback. Defaults to the `CLICKUP_API_URL` environment variable, then `https://api.clickup.com/api/v2`.',
    ),
    timeout_seconds: optional(
      'number',
      'Time limit for one check in seconds, including retries and waits. Must be from 1 to 3600. Defaults to 60.',
    ),
    attempts: optional(
      'number',
      'Maximum number of times each request is sent, including the first. Must be from 1 to 10. Only transient errors are retried. Defaults to 4.',
    ),
    verify_on_configure: optional(
      'bool',
      'Whether to check the token each time Terraform configures the provider: during every plan and every apply. Use it with Terraform before 1.10, which has no ephemeral resources. Defaults to `false`.',
    ),
    on_failure: optional(
      'string',
      'Severity of a failed check: `error` fails the run; `warn` continues with a warning, and data sources return null. Use `warn` only to destroy existing resources after a token was revoked: `CLICKUP_AUTH_ON_FAILURE=warn terraform destroy -refresh=false`. Defaults to the `CLICKUP_AUTH_ON_FAILURE` environment variable, then `error`.',
    ),
  },
};
