import { AuthError } from './auth-error.js';
import { toLabels } from './describe.js';
import type { Failure, MissingWorkspace } from './failure.js';
import type { RequirementResult, Workspace } from './types.js';

/**
 * Returns the required Workspaces, each once, in the order of `wanted`. An entry is an ID or a name. An entry of digits is
 * an ID and matches no name. Names are matched exactly first, then case-insensitively if unique.
 * Fails with `workspace_not_authorized`, `workspace_ambiguous` or, for an empty entry, `input_invalid`. The failure names
 * the entry, for example `workspaces[1]`.
 */
export function selectWorkspaces(workspaces: readonly Workspace[], wanted: readonly string[]): readonly Workspace[] {
  const { selected, failure } = select(workspaces, wanted);
  if (failure !== undefined) throw new AuthError(failure);
  return selected;
}

/** The Workspaces that were found, and the failure of the other entries. */
export function select(
  workspaces: readonly Workspace[],
  wanted: readonly string[],
): { readonly selected: readonly Workspace[]; readonly failure?: Failure } {
  const lookup = new WorkspaceIndex(workspaces);
  const selected = new Set<Workspace>();
  const missing: MissingWorkspace[] = [];
  let failure: Failure | undefined;
  for (const [index, entry] of wanted.entries()) {
    const input = `workspaces[${index}]`;
    const name = entry.trim();
    const found = lookup.find(name);
    const [first] = found;
    if (name === '') failure ??= { reason: 'input_invalid', input, allowed: 'a Workspace ID or name' };
    else if (first === undefined) missing.push({ input, ...lookup.missing(name) });
    else if (found.length === 1) selected.add(first);
    else failure ??= { reason: 'workspace_ambiguous', input, wanted: name, candidates: toLabels(found) };
  }
  const [first] = missing;
  if (failure === undefined && first !== undefined) {
    const visible = { visible: toLabels(workspaces), visibleCount: workspaces.length };
    failure = { reason: 'workspace_not_authorized', input: first.input, missing, ...visible };
  }
  return { selected: [...selected], ...(failure && { failure }) };
}

/** The result of each required Workspace. */
export function workspaceResults(required: readonly Workspace[], failure: Failure | undefined): RequirementResult[] {
  const common = { requirement: 'workspaces', input: 'workspaces', required: 'access' } as const;
  const results = required.map(({ id, name }): RequirementResult => {
    return { ...common, subject: { kind: 'workspace', id, name }, found: 'access', isMet: true };
  });
  if (failure?.reason !== 'workspace_not_authorized') return results;
  const missing = failure.missing.map(({ wanted }): RequirementResult => {
    return { ...common, subject: { kind: 'workspace', id: wanted }, found: 'no access', isMet: false };
  });
  return [...results, ...missing];
}

/** Finds Workspaces by ID and by name. Each map is built once, on the first use, so that many entries take linear time. */
class WorkspaceIndex {
  readonly #workspaces: readonly Workspace[];
  #byId: Groups | undefined;
  #byName: Groups | undefined;
  #byFoldedName: Groups | undefined;
  #byDigits: Groups | undefined;

  constructor(workspaces: readonly Workspace[]) {
    this.#workspaces = workspaces;
  }

  /** The Workspace with this ID, or every Workspace with this name. */
  find(wanted: string): readonly Workspace[] {
    this.#byId ??= groupBy(this.#workspaces, ({ id }) => id);
    const [byId] = this.#byId.get(wanted) ?? [];
    if (byId !== undefined) return [byId];
    // The name could be that of a different Workspace, which the check would then accept in place of the required one.
    if (readDigits(wanted) !== undefined) return [];
    this.#byName ??= groupBy(this.#workspaces, ({ name }) => normalizeName(name));
    const exact = this.#byName.get(normalizeName(wanted));
    if (exact !== undefined) return exact;
    this.#byFoldedName ??= groupBy(this.#workspaces, ({ name }) => foldCase(name));
    return this.#byFoldedName.get(foldCase(wanted)) ?? [];
  }

  /** The entry, and the Workspaces whose name it is, if it has digits only. */
  missing(wanted: string): Omit<MissingWorkspace, 'input'> {
    const digits = readDigits(wanted);
    if (digits === undefined) return { wanted };
    this.#byDigits ??= groupBy(this.#workspaces, ({ name }) => readDigits(name) ?? '');
    const named = this.#byDigits.get(digits) ?? [];
    return { wanted, ...(named.length > 0 && { named: toLabels(named) }) };
  }
}

type Groups = ReadonlyMap<string, readonly Workspace[]>;

function groupBy(workspaces: readonly Workspace[], keyOf: (workspace: Workspace) => string): Groups {
  const groups = new Map<string, Workspace[]>();
  for (const workspace of workspaces) {
    const key = keyOf(workspace);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [workspace]);
    else group.push(workspace);
  }
  return groups;
}

/** {@link WorkspaceIndex.missing} for one entry. */
export function missingEntry(workspaces: readonly Workspace[], wanted: string): Omit<MissingWorkspace, 'input'> {
  return new WorkspaceIndex(workspaces).missing(wanted);
}

/** Decimal digits of any script, for example full-width or Arabic ones, between spaces and invisible characters. */
const DIGITS = /^[\s\p{C}]*(\p{Nd}+)[\s\p{C}]*$/u;

/** The digits of a text as 0–9, or undefined if it contains any other visible character. */
export function readDigits(text: string): string | undefined {
  // Most names. Unicode patterns take much longer to compile.
  if (/[A-Za-z]/.test(text)) return undefined;
  // NFKC replaces superscript and circled digits, which look like an ID too.
  const [, digits] = DIGITS.exec(text.normalize('NFKC')) ?? [];
  return digits?.replace(/\D/gu, (digit) => String(digitValue(Number(digit.codePointAt(0)))));
}

/** Unicode encodes the digits of a script from zero to nine without a gap. */
function digitValue(code: number): number {
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value % 10;
}

/** Keyboards and clipboards can encode é differently. ClickUp keeps spaces around a name, which users do not type. */
function normalizeName(name: string): string {
  return name.normalize('NFC').trim();
}

function foldCase(name: string): string {
  return normalizeName(name).toLowerCase();
}
