/** Keys whose strings are references without being in `${…}`. */
const PLAIN = new Set(['depends_on', 'replace_triggered_by']);

/** `vault_secret.x`, `data.vault_secret.x`, `module.x` or `local.x`, wherever it stands in an expression. */
const REFERENCE = /(?<![\w.-])(?:data\.|ephemeral\.)?[A-Za-z_][\w-]*\.[A-Za-z_][\w-]*/g;

/**
 * The addresses that a piece of resolved configuration mentions in its expressions. It may name more than there are:
 * `each.value` looks like an address, too.
 */
export function references(value: unknown, plain = false): string[] {
  if (typeof value === 'string') return plain || value.includes('${') ? [...value.matchAll(REFERENCE)].map(String) : [];
  if (Array.isArray(value)) return value.flatMap((one) => references(one, plain));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => references(one, plain || PLAIN.has(key)));
}
