import { listWorkspaces } from '../../src/index.js';
import type { Context } from '../context.js';
import { requestSettings } from '../input/request-options.js';
import type { TokenFlags } from '../input/token-source.js';
import { describeKnown, table } from '../output/describe.js';
import type { Report } from '../output/print.js';
import { runWithToken } from '../run-with-token.js';

/** `clickup-auth workspaces`: IDs and names to paste into a configuration. Sends one request. */
export async function workspaces(flags: TokenFlags, context: Context): Promise<Report> {
  const { options, names } = requestSettings(flags, context);
  return runWithToken(flags, { context, names, hasRequired: false }, async (token, source) => {
    const listed = await listWorkspaces(token, options);
    const message = `The token has access to ${listed.length} Workspace${listed.length === 1 ? '' : 's'}.`;
    const known = describeKnown({ tokenKind: token.kind, workspaces: listed }, false);
    return {
      exitCode: 0,
      data: { status: 'ok', message, tokenSource: source, ...known, warnings: token.warnings },
      // No heading, because scripts read these lines with `grep` and `cut`.
      text: listed.length === 0 ? [message] : table(listed.map(({ id, name }) => [id, name])),
      warnings: token.warnings,
    };
  });
}
