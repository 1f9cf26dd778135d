import { explain, type Answer, type Failure, type SingleFailure } from '../src/index.js';
import type { Wording } from '../src/integration.js';
import { withoutAddresses } from './hidden-names.js';

/** The failure without names of items and users, as far as its texts do not require one. */
export function withoutFailureNames(failure: Failure): Failure {
  return { ...hideIn(failure), ...(failure.others && { others: failure.others.map(hideIn) }) };
}

function hideIn<T extends SingleFailure>(failure: T): T {
  const hidden = hideNamesIn(failure);
  return 'answer' in hidden && hidden.answer !== undefined ? { ...hidden, answer: withoutText(hidden.answer) } : hidden;
}

/** ClickUp's text can contain names. The status and the code identify the error as well. */
function withoutText({ request, status, ecode }: Answer): Answer {
  return { request, status, ...(ecode !== undefined && { ecode }) };
}

function hideNamesIn<T extends SingleFailure>(failure: T): T {
  switch (failure.reason) {
    case 'user_unexpected':
      return { ...failure, expected: failure.expected.map(withoutAddresses), found: { id: failure.found.id } };
    case 'workspace_not_authorized':
      return {
        ...failure,
        missing: failure.missing.map((one) => ({ ...one, wanted: '(name hidden)' })),
        visible: failure.visible.map((one) => ({ ...one, name: '' })),
      };
    case 'role_insufficient':
    case 'workspace_unexpected':
      return { ...failure, workspaces: failure.workspaces.map((one) => ({ ...one, name: '' })) };
    case 'permission_insufficient':
      return { ...failure, lists: failure.lists.map((one) => ({ ...one, name: '' })) };
    case 'resource_inaccessible':
      return {
        ...failure,
        resources: failure.resources.map((one) => ({
          ...one,
          answer: withoutText(one.answer),
          ...(one.actual && { actual: { ...one.actual, name: '' } }),
        })),
      };
    default:
      return failure;
  }
}

/** What the other unmet requirements add to the text of the first. */
function describeOthers({ others = [] }: Failure): string {
  return others
    .map((one) => explain(hideIn(one)))
    .map(({ title, happened }) => ` ${title}. ${happened}`)
    .join('');
}

function andMore({ others = [] }: Failure): string {
  return others.length === 0 ? '' : ` (and ${others.length} more)`;
}

/** Replaces the texts that quote names of Workspaces, including the names in the input `workspaces`. */
export function hiddenWording(failure: Failure): Wording {
  if (failure.reason === 'workspace_ambiguous') {
    const ids = failure.candidates.map(({ id }) => id).join(', ');
    return {
      title: `Workspace name matches several Workspaces${andMore(failure)}`,
      happened: `${capitalize(hiddenEntry(failure))} matches the Workspaces ${ids}.${describeOthers(failure)}`,
    };
  }
  if (failure.reason !== 'workspace_not_authorized') return {};
  if (failure.isListed) return { title: `A required Workspace is not authorized for this token${andMore(failure)}` };
  const missing = [...new Set(failure.missing.map(hiddenEntry))];
  const ids = failure.visible.map(({ id }) => id).join(', ');
  const count = `${failure.visibleCount} ${failure.visibleCount === 1 ? 'Workspace' : 'Workspaces'}`;
  return {
    title: `${missing.length === 1 ? 'Required Workspace is' : 'Required Workspaces are'} not authorized for this token${andMore(failure)}`,
    happened: `Not authorized: ${missing.join(', ')}. The token has access to ${count}${ids === '' ? '' : `: ${ids}`}.${describeOthers(failure)}`,
  };
}

/** The entry if it is an ID, else its number in the list. */
export function hiddenEntry({ wanted, input }: { readonly wanted: string; readonly input: string }): string {
  return /^\d+$/.test(wanted) ? wanted : `entry ${Number(/\d+/.exec(input)?.[0] ?? 0) + 1} of \`workspaces\``;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
