/** Keys whose strings are references even without `${…}`. */
const PLAIN_REFERENCE_KEYS = new Set(['depends_on', 'replace_triggered_by']);

/** Matches `vault_secret.x`, `data.vault_secret.x`, `module.x` or `local.x` anywhere in an expression. */
const REFERENCE = /(?<![\w.-])(?:data\.|ephemeral\.)?[A-Za-z_][\w-]*\.[A-Za-z_][\w-]*/g;

/**
 * Returns the addresses in the expressions of a resolved configuration value. The result can contain addresses that do
 * not exist, because `each.value`, for example, looks like an address.
 */
export function references(value: unknown, plain = false): string[] {
  if (typeof value === 'string') return plain || value.includes('${') ? [...value.matchAll(REFERENCE)].map(String) : [];
  if (Array.isArray(value)) return value.flatMap((one) => references(one, plain));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => references(one, plain || PLAIN_REFERENCE_KEYS.has(key)));
}
