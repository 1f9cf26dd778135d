import type { ApiCall, ApiResult } from './api-call.js';
import type { ResolvedOptions } from './options.js';
import type { Token } from './token.js';

/**
 * What the check of requirements uses of the core. `authenticate` passes it, because this module is loaded only if a check
 * requires more than Workspaces, and a bundle of it must not contain the core a second time.
 */
export interface Tools {
  readonly token: Token;
  readonly options: ResolvedOptions;
  readonly call: <T>(call: ApiCall<T>, options: ResolvedOptions, signal: AbortSignal) => Promise<ApiResult<T>>;
  /** Fails with `input_invalid` if the text contains a token. */
  readonly rejectToken: (text: string, given: { readonly input: string; readonly allowed: string }) => void;
}
