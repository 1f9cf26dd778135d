import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

export interface FakeIssue {
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  state_reason: string | null;
  comments: string[];
  labels: { id: number; name: string }[];
  author_association?: string;
  user: { type?: string; login: string };
  pull_request?: unknown;
}

export interface FakeGitHubOptions {
  /**
   * `gitea` reports neither associations nor types of users, accepts only numbers of labels, does not create labels, and
   * returns at most 50 issues per page.
   */
  readonly kind?: 'github' | 'gitea';
  /** User of the token. Without it, the token is that of the job. */
  readonly login?: string;
  /** Whether the token may set labels. Defaults to true. */
  readonly mayLabel?: boolean;
  /** Prefix of all paths, for example `/api/v3` on GitHub Enterprise Server. */
  readonly prefix?: string;
  /** Serves HTTPS with the certificate for `clickup.test`. */
  readonly tls?: boolean;
}

/** Emulates the part of GitHub's issues API that the Action uses, on loopback. */
export interface FakeGitHub {
  readonly url: string;
  readonly port: number;
  readonly issues: FakeIssue[];
  /** Methods and paths in order, for example `POST /repos/acme/site/issues`. */
  readonly requests: string[];
  /** URLs and bodies of all requests. */
  readonly received: string[];
  /** Called before an issue is created, to emulate a concurrent job. */
  beforeCreate?: () => void;
  /** Returns this status to every request. */
  rejectWith?: number;
  /** Replaces every response. */
  respond?: (response: ServerResponse) => void;
  addIssue(issue: Partial<FakeIssue>): FakeIssue;
  close(): Promise<void>;
}

interface IssueBody {
  title?: string;
  body?: string;
  state?: 'open' | 'closed';
  state_reason?: string;
  labels?: (string | number)[];
  name?: string;
}

export async function startGitHub(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
  const { kind = 'github', login, mayLabel = true, prefix = '', tls = false } = options;
  const isGitea = kind === 'gitea';
  const labels: { id: number; name: string }[] = [];
  const listener: RequestListener = (request, response) => void handle(request, response);
  const [cert, key] = ['cert', 'key'].map((name) => readFileSync(`test/fixtures/tls/${name}.pem`));
  const server = tls ? createTlsServer({ cert, key }, listener) : createServer(listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const github: FakeGitHub = {
    url: `${tls ? 'https://clickup.test' : 'http://127.0.0.1'}:${port}${prefix}`,
    port,
    issues: [],
    requests: [],
    received: [],
    addIssue(issue) {
      const added: FakeIssue = {
        number: github.issues.length + 1,
        title: '',
        body: '',
        state: 'open',
        state_reason: null,
        comments: [],
        user: {
          login: login ?? 'github-actions[bot]',
          ...(!isGitea && { type: login === undefined ? 'Bot' : 'User' }),
        },
        ...(!isGitea && { author_association: 'NONE' }),
        ...(isGitea && { pull_request: null }),
        ...issue,
        labels: issue.labels ?? [],
      };
      github.issues.push(added);
      return added;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const url = new URL(request.url ?? '', github.url);
    const path = url.pathname.slice(prefix.length);
    github.requests.push(`${request.method} ${url.pathname}`);
    github.received.push(`${request.url} ${text}`);
    const send = (status: number, body: unknown, headers = {}): void => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
    };
    if (github.respond !== undefined) return github.respond(response);
    if (github.rejectWith !== undefined)
      return send(github.rejectWith, { message: 'Resource not accessible by integration' });
    const body: IssueBody = text === '' ? {} : JSON.parse(text);
    if (path === '/user') {
      if (login !== undefined) return send(200, { login });
      return send(isGitea ? 404 : 403, { message: 'Resource not accessible by integration' });
    }
    const issue = github.issues.find((one) => one.number === Number(path.split('/')[5]));
    if (path === '/repos/acme/site/labels') return sendLabels(request, body, send);
    if (request.method === 'GET') return sendPage(url, send);
    if (request.method === 'PATCH' && issue !== undefined) return send(200, Object.assign(issue, body));
    if (path.endsWith('/comments') && issue !== undefined) {
      issue.comments.push(body.body ?? '');
      return send(201, {});
    }
    if (!mayLabel && path.endsWith('/labels')) return send(403, { message: 'Must have triage access' });
    const isUnknownLabel = (label: string | number): boolean =>
      isGitea && !labels.some(({ id, name }) => id === label || (issue !== undefined && name === label));
    if (body.labels?.some(isUnknownLabel)) return send(422, { message: 'cannot unmarshal string into int64' });
    const added = mayLabel ? (body.labels ?? []).map(toLabel) : [];
    if (path.endsWith('/labels') && issue !== undefined) return send(200, issue.labels.push(...added));
    github.beforeCreate?.();
    const { labels: _, ...content } = body;
    return send(201, github.addIssue({ ...content, labels: added }));
  }

  function sendLabels(request: IncomingMessage, { name }: IssueBody, send: (status: number, body: unknown) => void) {
    return request.method === 'GET' ? send(200, labels) : send(201, toLabel(name ?? ''));
  }

  function toLabel(label: string | number): { id: number; name: string } {
    const existing = labels.find(({ id, name }) => id === label || name === label);
    if (existing !== undefined) return existing;
    labels.push({ id: labels.length + 70, name: String(label) });
    return toLabel(label);
  }

  function sendPage(url: URL, send: (status: number, body: unknown, headers?: object) => void): void {
    const query = url.searchParams;
    const size = Math.min(Number(query.get(isGitea ? 'limit' : 'per_page')), isGitea ? 50 : 100);
    const page = Number(query.get('page') ?? '1');
    const label = query.get('labels');
    const creator = query.get(isGitea ? 'created_by' : 'creator');
    // GitHub lists the newest issues first.
    const matching = github.issues
      .filter(({ state }) => query.get('state') === 'all' || state === 'open')
      .filter((issue) => label === null || issue.labels.some(({ name }) => name === label))
      .filter(({ user }) => creator === null || user.login === creator)
      .toReversed();
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    const headers = matching.length > page * size ? { Link: `<${next.href}>; rel="next"` } : {};
    send(200, matching.slice((page - 1) * size, page * size), headers);
  }

  return github;
}
