/** Removes proxy variables, which the machine that runs the tests may set. */
export function withoutProxy(): void {
  for (const name of Object.keys(process.env)) if (/_proxy$/i.test(name)) delete process.env[name];
}
