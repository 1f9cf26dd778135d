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
        'A personal token (ClickUp: avatar → Settings → Apps) or an OAuth access token. Default: the environment variable `CLICKUP_API_TOKEN`, which is the way that keeps it out of plan files. `sensitive` hides it on the screen only.',
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
      description: 'How long one check may take, retries and waits included, 1 to 3600. Default: 60.',
    },
    attempts: {
      type: 'number',
      use: 'optional',
      description:
        'How often a request is sent at most, the first included, 1 to 10. Only what can get better is tried again. Default: 4.',
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
        '`error` stops at a failed check. `warn` goes on with a warning, and what would have been read is null: for tearing down what exists after a token was revoked. Default: the environment variable `CLICKUP_AUTH_ON_FAILURE`, else `error`.',
    },
  },
};
