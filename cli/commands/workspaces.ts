import { listWorkspaces } from '../../src/index.js';
import type { Context } from '../context.js';
import { requestSettings } from '../input/request-options.js';
import type { TokenFlags } from '../input/token-source.js';
import { describeKnown } from '../output/describe.js';
import type { Report } from '../output/report.js';
import { table } from '../output/table.js';
import { runWithToken } from '../run-with-token.js';

/** `clickup-auth workspaces`: IDs and names to paste into a configuration. Sends one request. */
export async function workspaces(given: TokenFlags, context: Context): Promise<Report> {
  const { options, names } = requestSettings(given, context);
  return runWithToken(given, { context, names, hasRequired: false }, async (token, source) => {
    const listed = await listWorkspaces(token, options);
    const message = `The token may see ${listed.length} Workspace${listed.length === 1 ? '' : 's'}.`;
    const { warnings } = token;
    const known = describeKnown({ tokenKind: token.kind, workspaces: listed }, false);
    return {
      exitCode: 0,
      data: { status: 'ok', message, tokenSource: source, ...known, warnings },
      // No heading, because scripts read these lines with `grep` and `cut`.
      text: listed.length === 0 ? [message] : table(listed.map(({ id, name }) => [id, name])),
      warnings,
    };
  });
}
