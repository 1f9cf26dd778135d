import type { Failure } from '../src/index.js';
import type { Wording } from '../src/integration.js';

/** Replaces the texts that quote names of Workspaces, including the names in the input `workspaces`. */
export function hiddenWording(failure: Failure): Wording {
  if (failure.reason === 'workspace_ambiguous') {
    const ids = failure.candidates.map(({ id }) => id).join(', ');
    return {
      title: 'Workspace name matches several Workspaces',
      happened: `${capitalize(hiddenEntry(failure))} matches the Workspaces ${ids}.`,
    };
  }
  if (failure.reason !== 'workspace_not_authorized') return {};
  const missing = [...new Set(failure.missing.map(hiddenEntry))];
  const ids = failure.visible.map(({ id }) => id).join(', ');
  const count = `${failure.visibleCount} ${failure.visibleCount === 1 ? 'Workspace' : 'Workspaces'}`;
  return {
    title: `${missing.length === 1 ? 'Required Workspace is' : 'Required Workspaces are'} not authorized for this token`,
    happened: `Not authorized: ${missing.join(', ')}. The token has access to ${count}${ids === '' ? '' : `: ${ids}`}.`,
  };
}

/** The entry if it is an ID, else its number in the list. */
export function hiddenEntry({ wanted, input }: { readonly wanted: string; readonly input: string }): string {
  return /^\d+$/.test(wanted) ? wanted : `entry ${Number(/\d+/.exec(input)?.[0] ?? 0) + 1} of \`workspaces\``;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
