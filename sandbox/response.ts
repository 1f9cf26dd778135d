import type { IncomingMessage, ServerResponse } from 'node:http';

/** The response to one request. */
export interface SandboxResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as HTML, unless a header has another type, and any other value as JSON. */
  readonly body: unknown;
  /** `cut`: the connection is closed after half of the body. `late`: sent after the sandbox's `slowMs`. */
  readonly delivery?: 'cut' | 'late';
}

/** An error in ClickUp's format. */
export function errorResponse(status: number, ECODE: string, err: string): SandboxResponse {
  return { status, body: { err, ECODE } };
}

/** ClickUp responds to an unknown path with a plain text. */
export const UNKNOWN_PATH: SandboxResponse = {
  status: 404,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body: '404 page not found',
};

/** ClickUp responds to a wrong method with an HTML page. */
export function notFound({ method, url }: IncomingMessage): SandboxResponse {
  const page = `<!DOCTYPE html>\n<html lang="en"><head><title>Error</title></head><body><pre>Cannot ${escapeHtml(`${method} ${url}`)}</pre></body></html>`;
  return { status: 404, body: page };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function send(response: ServerResponse, { status, headers, body, delivery }: SandboxResponse): void {
  const isPage = typeof body === 'string';
  const bytes = Buffer.from(isPage ? body : JSON.stringify(body));
  response.writeHead(status, {
    'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'Content-Length': bytes.length,
    ...headers,
  });
  // Close the connection only after the first half is flushed: destroy() drops buffered data.
  if (delivery === 'cut') response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  else response.end(bytes);
}
