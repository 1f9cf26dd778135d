/** Node's name of a fault, as `EACCES`; undefined for one without. */
export function faultCode(error: unknown): string | undefined {
  // Not by `instanceof`: an error may come from another realm.
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
