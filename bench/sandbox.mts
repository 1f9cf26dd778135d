// The sandbox in a process of its own, so that what is measured shares no event loop with what answers it.
import { startSandbox } from '../dist/sandbox/index.js';

/** What this process tells its parent once it answers. */
export interface Answering {
  readonly apiUrl: string;
  readonly token: string;
  /** As many more as the first argument asks for, all of which work. */
  readonly issued: readonly string[];
}

// The second argument is how long each answer takes, in milliseconds.
const sandbox = await startSandbox({ rateLimit: 1_000_000, latencyMs: Number(process.argv[3] ?? 0) });
const issued = Array.from({ length: Number(process.argv[2] ?? 0) }, () => sandbox.issueToken());
const answering: Answering = { apiUrl: sandbox.apiUrl, token: sandbox.tokens.valid, issued };
process.send?.(answering);
process.on('disconnect', () => void sandbox.close());
