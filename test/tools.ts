import { spawnSync } from 'node:child_process';

/** What some tests need beside Node and npm's packages. */
export type Tool = 'terraform';

/**
 * A `describe` whose tests need a tool. Where it is missing they are skipped by name, and a line says so; under CI=true
 * that is a failure instead, since a pipeline that tests nothing looks like one that passes.
 */
export function describeWith(tool: Tool, name: string, body: () => void): void {
  if (isInstalled(tool)) {
    describe(name, body);
    return;
  }
  const missing = `${tool} is not on PATH`;
  if (process.env['CI'] === 'true') {
    test(`${name}: ${tool} is at hand`, () => {
      throw new Error(`${missing}, and under CI=true no test may be skipped.`);
    });
    return;
  }
  process.stderr.write(`\n! ${missing}: the tests of "${name}" do not run.\n`);
  describe.skip(`${name} (${missing})`, body);
}

function isInstalled(tool: Tool): boolean {
  return spawnSync(tool, ['version'], { stdio: 'ignore' }).error === undefined;
}
