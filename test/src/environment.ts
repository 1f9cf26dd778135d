/** The machine that runs the tests may have a proxy of its own. */
export function withoutProxy(): void {
  for (const name of Object.keys(process.env)) if (/_proxy$/i.test(name)) delete process.env[name];
}
