import type { Block } from '../../protocol/schema.js';

/** `provider "clickup"`. */
export const PROVIDER: Block = {
  description:
    'Checks a ClickUp token and its Workspaces before anything is deployed. It reads and never changes anything in ClickUp.',
  attributes: {
    token: {
      type: 'string',
      use: 'optional',
      sensitive: true,
      description:
        'A personal token (ClickUp: avatar → Settings → Apps) or an OAuth access token. Defaults to the `CLICKUP_API_TOKEN` environment variable. That variable, or an ephemeral Terraform variable, keeps the token out of plan files; `sensitive` only hides it in output.',
    },
    api_url: {
      type: 'string',
      use: 'optional',
      description:
        'Base URL of the API: https, or http on loopback. Default: the environment variable `CLICKUP_API_URL`, else `https://api.clickup.com/api/v2`.',
    },
    timeout_seconds: {
      type: 'number',
      use: 'optional',
      description:
        'Time limit for one check in seconds, including retries and waits. Must be from 1 to 3600. Defaults to 60.',
    },
    attempts: {
      type: 'number',
      use: 'optional',
      description:
        'How often a request is sent at most, the first included, 1 to 10. Only transient errors are retried. Defaults to 4.',
    },
    verify_on_configure: {
      type: 'bool',
      use: 'optional',
      description:
        'Checks the token as soon as the provider is configured, at every plan and at every apply. For Terraform before 1.10, which has no ephemeral resources. Default: `false`.',
    },
    on_failure: {
      type: 'string',
      use: 'optional',
      description:
        'Severity of a failed check: `error` fails the run; `warn` continues with a warning and sets computed attributes to null. Use `warn` only to destroy existing resources after a token was revoked. Default: the environment variable `CLICKUP_AUTH_ON_FAILURE`, else `error`.',
    },
  },
};
