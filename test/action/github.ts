import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';

export interface FakeIssue {
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  comments: string[];
  author_association: string;
  user: { type: string };
  pull_request?: unknown;
}

/** Emulates the part of GitHub's issues API that the Action uses, on loopback. */
export interface FakeGitHub {
  readonly url: string;
  readonly issues: FakeIssue[];
  /** Methods and paths in order, for example `POST /repos/acme/site/issues`. */
  readonly requests: string[];
  /** URLs and bodies of all requests. */
  readonly received: string[];
  /** Called before an issue is created, to emulate a concurrent job. */
  beforeCreate?: () => void;
  /** Returns this status to every request. */
  rejectWith?: number;
  addIssue(issue: Partial<FakeIssue>): FakeIssue;
  close(): Promise<void>;
}

export async function startGitHub(): Promise<FakeGitHub> {
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const github: FakeGitHub = {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    issues: [],
    requests: [],
    received: [],
    addIssue(issue) {
      const number = github.issues.length + 1;
      const added: FakeIssue = {
        number,
        title: '',
        body: '',
        state: 'open',
        comments: [],
        author_association: 'NONE',
        user: { type: 'Bot' },
        ...issue,
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
    github.requests.push(`${request.method} ${url.pathname}`);
    github.received.push(`${request.url} ${text}`);
    const send = (status: number, body: unknown, headers = {}): void => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
    };
    if (github.rejectWith !== undefined)
      return send(github.rejectWith, { message: 'Resource not accessible by integration' });
    const body: { title?: string; body?: string; state?: 'open' | 'closed' } = text === '' ? {} : JSON.parse(text);
    const issue = github.issues.find((one) => one.number === Number(url.pathname.split('/')[5]));
    if (request.method === 'GET') return sendPage(url, send);
    if (request.method === 'PATCH' && issue !== undefined) return send(200, Object.assign(issue, body));
    if (url.pathname.endsWith('/comments') && issue !== undefined) {
      issue.comments.push(body.body ?? '');
      return send(201, {});
    }
    github.beforeCreate?.();
    return send(201, github.addIssue(body));
  }

  function sendPage(url: URL, send: (status: number, body: unknown, headers?: object) => void): void {
    const size = Number(url.searchParams.get('per_page'));
    const page = Number(url.searchParams.get('page') ?? '1');
    // GitHub lists the newest issues first.
    const open = github.issues.filter(({ state }) => state === 'open').toReversed();
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    const headers = open.length > page * size ? { Link: `<${next.href}>; rel="next"` } : {};
    send(200, open.slice((page - 1) * size, page * size), headers);
  }

  return github;
}
