import { listWorkspaces } from '../../src/index.js';
import { requestOptions } from '../asking.js';
import type { Context } from '../context.js';
import type { Report } from '../report.js';
import { table } from '../table.js';
import type { TokenOptions } from '../token-source.js';
import { describeKnown } from '../verdict.js';
import { withToken } from '../with-token.js';

/** `clickup-auth workspaces`: ids and names, for pasting into a configuration. One request. */
export async function workspaces(given: TokenOptions, context: Context): Promise<Report> {
  const options = requestOptions(given, context);
  return withToken(given, context, async (token, source) => {
    const listed = await listWorkspaces(token, options);
    const message = `The token may see ${listed.length} Workspace${listed.length === 1 ? '' : 's'}.`;
    const { warnings } = token;
    const known = describeKnown({ tokenKind: token.kind, workspaces: listed });
    return {
      exitCode: 0,
      data: { status: 'ok', message, tokenSource: source, ...known, warnings },
      // No heading: these lines are for `grep` and `cut`.
      text: listed.length === 0 ? [message] : table(listed.map(({ id, name }) => [id, name])),
      warnings,
    };
  });
}
