import type { Environment } from '../../src/integration.js';
import { hasLabel, isTrusted, LABEL, type Listed } from './listed.js';

/** Maximum number of pages of issues with our label. A server that ignores the filter lists all issues. */
const MAX_LABELED_PAGES = 10;
/** Maximum number of pages of issues that the token's user created. */
const MAX_CREATED_PAGES = 3;

/** The author of issues that are opened with the job's own token. */
const ACTIONS_USER = 'github-actions[bot]';

export interface Issue {
  readonly number: number;
  readonly body: string;
  readonly isOpen: boolean;
  /** Closed as "not planned". */
  readonly isMuted: boolean;
  readonly isLabeled: boolean;
}

export interface Content {
  readonly title?: string;
  readonly body?: string;
  readonly state?: 'open' | 'closed';
}

/** The operations on issues, for GitHub, GitHub Enterprise Server and servers with a compatible API such as Gitea. */
export interface Issues {
  /**
   * Returns the trusted issues that contain the marker, open and closed, oldest first. Searches the issues without our
   * label only if none has it, or if the search is thorough.
   */
  find(marker: string, options?: { readonly isThorough?: boolean }): Promise<Issue[]>;
  open(content: Required<Pick<Content, 'title' | 'body'>>): Promise<number>;
  update(issue: Issue, content: Content, comment?: string): Promise<void>;
  close(number: number, content: Content, comment: string): Promise<void>;
}

/** The server returned something else than a list of issues. */
export class NotGitHubError extends Error {}

/** The step does not run in the workflow of a repository. */
export class NoRepositoryError extends Error {}

type Call = (route: string, parameters?: object) => Promise<{ readonly data: unknown; readonly link: string }>;

export async function connect(token: string, env: Environment, signal: AbortSignal): Promise<Issues> {
  const { getOctokit } = await import('@actions/github');
  const client = getOctokit(token);
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  if (repo === '') throw new NoRepositoryError();
  const call: Call = async (route, parameters) => {
    // The signal belongs to each request: as an option of the client, it would replace the toolkit's proxy support.
    const { data, headers } = await client.request(route, { owner, repo, ...parameters, request: { signal } });
    return { data, link: headers.link ?? '' };
  };
  let login: Promise<string | undefined> | undefined;
  return {
    async find(marker, { isThorough = false } = {}) {
      login ??= ownLogin(call);
      const user = await login;
      const toIssues = (listed: readonly Listed[]): Issue[] =>
        listed
          .filter((issue) => !issue.pull_request && issue.body?.includes(marker) && isTrusted(issue, user))
          .map(toIssue)
          .toSorted((one, other) => one.number - other.number);
      const labeled = await list(call, { labels: LABEL }, MAX_LABELED_PAGES);
      const found = toIssues(labeled);
      if (found.length > 0 && !isThorough) return found;
      // The label is missing if the token may not set it, or if somebody removed it. Gitea calls the creator `created_by`.
      const creator = user ?? ACTIONS_USER;
      const filter = { creator, ...(user !== undefined && { created_by: user }) };
      const created = await list(call, filter, MAX_CREATED_PAGES);
      const numbers = new Set(labeled.map(({ number }) => number));
      return toIssues([...labeled, ...created.filter(({ number }) => !numbers.has(number))]);
    },
    async open(content) {
      const created = await create(call, content);
      if (!hasLabel(created)) await addLabel(call, created.number);
      return created.number;
    },
    async update({ number, isLabeled }, content, comment) {
      await call('PATCH /repos/{owner}/{repo}/issues/{number}', { number, ...content });
      if (comment !== undefined) await addComment(call, number, comment);
      if (!isLabeled) await addLabel(call, number);
    },
    async close(number, content, comment) {
      const closed = { ...content, state: 'closed', state_reason: 'completed' };
      await call('PATCH /repos/{owner}/{repo}/issues/{number}', { number, ...closed });
      await addComment(call, number, comment);
    },
  };
}

function toIssue(issue: Listed): Issue {
  return {
    number: issue.number,
    body: issue.body ?? '',
    isOpen: issue.state !== 'closed',
    isMuted: issue.state_reason === 'not_planned',
    isLabeled: hasLabel(issue),
  };
}

/** Undefined for the token of a GitHub App, for example the job's own token, which has no user. */
async function ownLogin(call: Call): Promise<string | undefined> {
  try {
    const { data } = await call('GET /user');
    const name = typeof data === 'object' && data !== null && 'login' in data ? data.login : undefined;
    return typeof name === 'string' ? name : undefined;
  } catch (error) {
    // Any other error, for example of the network, also concerns the requests that follow.
    if (statusOf(error) === 403 || statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** The issues that match the filter, newest first. Only the first pages, if there are very many. */
async function list(call: Call, filter: object, maxPages: number): Promise<Listed[]> {
  const all: Listed[] = [];
  for (let page = 1; page <= maxPages; page += 1) {
    // Gitea calls the size of a page `limit`.
    const query = { state: 'all', type: 'issues', per_page: 100, limit: 100, page, ...filter };
    const { data, link } = await call('GET /repos/{owner}/{repo}/issues', query);
    if (!Array.isArray(data)) throw new NotGitHubError();
    all.push(...data);
    if (!link.includes('rel="next"')) break;
  }
  return all;
}

async function create(call: Call, content: Content): Promise<Listed> {
  const route = 'POST /repos/{owner}/{repo}/issues';
  try {
    return toListed((await call(route, { ...content, labels: [LABEL] })).data);
  } catch (error) {
    // Gitea accepts only the numbers of labels here.
    if (statusOf(error) !== 422 && statusOf(error) !== 400) throw error;
    return toListed((await call(route, content)).data);
  }
}

function toListed(data: unknown): Listed {
  if (typeof data === 'object' && data !== null && 'number' in data && typeof data.number === 'number')
    return { ...data, number: data.number };
  throw new NotGitHubError();
}

async function addComment(call: Call, number: number, body: string): Promise<void> {
  await call('POST /repos/{owner}/{repo}/issues/{number}/comments', { number, body });
}

/** Errors are ignored: the token may not be allowed to set labels, and the issue is then found by its creator. */
async function addLabel(call: Call, number: number): Promise<void> {
  const route = 'POST /repos/{owner}/{repo}/issues/{number}/labels';
  try {
    await call(route, { number, labels: [LABEL] });
  } catch {
    await addLabelById(call, number, route).catch(() => undefined);
  }
}

/** For servers that do not create a label when it is first used, and accept only its number. */
async function addLabelById(call: Call, number: number, route: string): Promise<void> {
  const { data } = await call('GET /repos/{owner}/{repo}/labels', { per_page: 100, limit: 100 });
  const labels: readonly { readonly id: number; readonly name: string }[] = Array.isArray(data) ? data : [];
  const existing = labels.find(({ name }) => name === LABEL);
  const label = existing ?? (await call('POST /repos/{owner}/{repo}/labels', { name: LABEL, color: 'd93f0b' })).data;
  if (typeof label === 'object' && label !== null && 'id' in label) await call(route, { number, labels: [label.id] });
}

export function statusOf(error: unknown): number | undefined {
  const response = typeof error === 'object' && error !== null && 'response' in error ? error.response : undefined;
  const status =
    typeof response === 'object' && response !== null && 'status' in response ? response.status : undefined;
  return typeof status === 'number' ? status : undefined;
}
