import type { Known, RequirementResult, Workspace } from '../src/index.js';

// With `hide-names: true`, logs, job summaries, outputs and issues contain IDs and counts, but no name and no
// address. hidden-wording.ts has the texts.

/** The Workspace without its name and its picture. An empty name is not printed. */
export function withoutName({ id, role, memberCount }: Workspace): Workspace {
  return { id, name: '', ...(role && { role }), ...(memberCount !== undefined && { memberCount }) };
}

/** The same data with IDs only. */
export function withoutNames(known: Known): Known {
  const { identity, workspaces, required } = known;
  return {
    ...known,
    ...(identity && { identity: { id: identity.id } }),
    ...(workspaces && { workspaces: workspaces.map(withoutName) }),
    ...(required && { required: required.map(withoutName) }),
  };
}

/** The results as they are shown. Addresses of users are hidden like names. */
export function shownResults(results: readonly RequirementResult[], hideNames: boolean): readonly RequirementResult[] {
  if (!hideNames) return results;
  return results.map(({ subject, ...result }) => ({
    ...result,
    // A Workspace that was not found is identified by the text of the input, which can be a name.
    ...(subject && { subject: { kind: subject.kind, id: /^\d+$/.test(subject.id) ? subject.id : '(name hidden)' } }),
    required: result.requirement === 'users' ? withoutAddresses(result.required) : result.required,
  }));
}

/** The warnings as they are shown. */
export function shownWarnings(warnings: readonly string[], hideNames: boolean): readonly string[] {
  return hideNames ? warnings.map((text) => text.replace(/ \(".*"\)(?= is archived)/, '')) : warnings;
}

/** Replaces the email addresses in a list of users. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s,]+@[^\s,]+/g, 'an email address');
}
