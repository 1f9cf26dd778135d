import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is sent back. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is a string: then as HTML. */
  readonly body: unknown;
  /** `cut`: half of the body, then the connection ends. `late`: after the sandbox's `slowMs`. */
  readonly manner?: 'cut' | 'late';
}

/** ClickUp's form of an error. */
export function refusal(status: number, ECODE: string, err: string): Answer {
  return { status, body: { err, ECODE } };
}

/** ClickUp's answer to a path or a method that it does not have: HTML. */
export function notFound({ method, url }: IncomingMessage): Answer {
  const page = `<!DOCTYPE html>\n<html lang="en"><head><title>Error</title></head><body><pre>Cannot ${escapeHtml(`${method} ${url}`)}</pre></body></html>`;
  return { status: 404, body: page };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function write(response: ServerResponse, { status, headers, body, manner }: Answer): void {
  const isPage = typeof body === 'string';
  const bytes = Buffer.from(isPage ? body : JSON.stringify(body));
  response.writeHead(status, {
    'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'Content-Length': bytes.length,
    ...headers,
  });
  if (manner !== 'cut') {
    response.end(bytes);
    return;
  }
  // Once this half is on its way the socket ends, and the promised length never comes.
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}
