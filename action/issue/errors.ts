import { containsToken, type Environment } from '../../src/integration.js';
import { logLine, truncate } from '../escape.js';
import { NoRepositoryError, NotGitHubError } from './github.js';

interface Context {
  readonly env: Environment;
  readonly githubToken: string;
  /** The time limit in milliseconds, if it was exceeded. */
  readonly limit: number | undefined;
}

/** The parts of an error of GitHub's client that are safe to read: never its message, which quotes the request. */
interface GitHubError {
  readonly response?: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string | undefined>>;
    readonly data?: { readonly message?: unknown } | null;
  };
  readonly code?: unknown;
  readonly cause?: unknown;
}

/** Why the issue was not updated, and what to do. */
export function describeError(error: unknown, context: Context): string {
  const { env, githubToken, limit } = context;
  const host = hostOf(env);
  if (githubToken === '')
    return 'The input `github-token` is empty. Remove the line `github-token:` to use the token of the job, or pass a secret that exists.';
  if (error instanceof NoRepositoryError)
    return 'GITHUB_REPOSITORY does not name a repository, so the step does not run in GitHub Actions. Set `report-issue: false`.';
  if (limit !== undefined)
    return (
      `${host} did not respond within ${limit / 1000} s. Run again. If the check itself takes most of the time, ` +
      'increase `timeout-seconds`, which includes the issue.'
    );
  if (error instanceof NotGitHubError)
    return `The response of ${host} is not from the GitHub API. Check GITHUB_API_URL, the proxy and the firewall.`;
  const { response } = toGitHubError(error);
  if (response === undefined)
    return (
      `Cannot connect to ${host}${describeCode(error)}. Allow this host in the firewall, and check HTTPS_PROXY, NO_PROXY ` +
      'and, for a private certificate authority, NODE_EXTRA_CA_CERTS.'
    );
  const text = messageOf(response.data, githubToken);
  const reason = text === undefined ? '' : ` Reason: "${text}".`;
  return `GitHub rejected the update (${response.status}).${reason} ${remedyOf(response, text ?? '')}`;
}

function remedyOf({ status = 0, headers = {} }: NonNullable<GitHubError['response']>, text: string): string {
  const isLimit = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;
  if (status === 429 || isLimit || /rate limit/i.test(text))
    return `The GitHub token exceeded a rate limit. Run again ${retryTime(headers)}, or pass another token as \`github-token\`.`;
  if (status === 401)
    return 'The token is invalid or expired. Correct `github-token`, or remove it to use the token of the job.';
  if (headers['x-github-sso'] !== undefined || /SAML/i.test(text))
    return 'Authorize the token in `github-token` for single sign-on of the organization.';
  if (/archived/i.test(text)) return 'The repository is archived. Remove `report-issue`, or unarchive the repository.';
  if (/IP allow list/i.test(text)) return 'Add the address of the runner to the IP allow list of the organization.';
  if (status === 410 || /issues? (are|is|has been) disabled/i.test(text))
    return 'Enable issues in the settings of the repository (General → Features), or remove `report-issue`.';
  if (status === 403 || status === 404)
    return (
      'The job requires `permissions: { issues: write }`. If it calls a reusable workflow, the calling job requires it too. ' +
      'A token in `github-token` requires access to the repository and to its issues.'
    );
  if (status === 422 || status === 400) return 'Check whether the repository restricts new issues, and run again.';
  if (status >= 500) return 'The server has an outage or an internal error. Check its status page and run again later.';
  return 'Check GITHUB_API_URL and run again.';
}

/** For example "after 2026-11-24 14:47 UTC". */
function retryTime(headers: Readonly<Record<string, string | undefined>>): string {
  const seconds = Number(headers['retry-after']);
  if (seconds > 0 && seconds < 86_400) return `in ${seconds} s`;
  const reset = new Date(Number(headers['x-ratelimit-reset']) * 1000);
  if (Number.isNaN(reset.getTime()) || reset.getTime() === 0) return 'later';
  return `after ${reset.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** GitHub's reason as one short line, or undefined if it could contain a secret. */
function messageOf(data: unknown, githubToken: string): string | undefined {
  const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : undefined;
  if (typeof message !== 'string' || message.includes(githubToken) || containsToken(message)) return undefined;
  const line = truncate(logLine(message).trim(), 200);
  return line === '' ? undefined : line.replace(/[.]$/, '');
}

function toGitHubError(error: unknown): GitHubError {
  return typeof error === 'object' && error !== null ? error : {};
}

/** Node's error code, for example " (ECONNREFUSED)", which is in one of the causes. */
function describeCode(error: unknown): string {
  for (let one = toGitHubError(error), depth = 0; depth < 5; one = toGitHubError(one.cause), depth += 1)
    if (typeof one.code === 'string' && /^\w{1,60}$/.test(one.code)) return ` (${one.code})`;
  return '';
}

function hostOf(env: Environment): string {
  const url = env['GITHUB_API_URL'] || 'https://api.github.com';
  return URL.canParse(url) ? logLine(new URL(url).host) : 'the host of GITHUB_API_URL';
}
