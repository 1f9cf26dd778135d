// Bindings as users generate them, from the mirror, in the language of their app.
import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, FRAMEWORKS, temporaryFolder, type Framework } from './app.js';

/** Python packages that the generated code imports, per framework. */
const PYTHON_PACKAGES: Readonly<Record<Framework, string>> = { cdktf: 'cdktf==0.21.0', cdktn: 'cdktn==0.24.0' };

describe.each(FRAMEWORKS)('%s get', (framework) => {
  test('generates the committed bindings from the cdktf.json of this repository', async () => {
    const folder = temporaryFolder();
    copyFileSync('cdktf.json', join(folder, 'cdktf.json'));
    expect(await new App(framework, folder, {}).cdk('get')).toMatchObject({ code: 0 });
    const generated = join(folder, 'dist/bindings/providers/clickup');
    const committed = `provider/${framework}/generated`;
    const paths = globSync('*/index.ts', { cwd: generated });
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.toSorted()).toEqual(globSync('*/index.ts', { cwd: committed }).toSorted());
    for (const path of paths) {
      const ours = readFileSync(join(committed, path), 'utf8').replace('// @ts-nocheck\n', '');
      // `npm run generate` corrects the nested attribute `lists`, which the generators treat as a block.
      const theirs = readFileSync(join(generated, path), 'utf8').replaceAll('isBlock: true', 'isBlock: false');
      expect(theirs).toBe(ours);
    }
  });

  const python = isAvailable('python3') ? describe : describe.skip;
  if (python === describe.skip)
    process.stderr.write('\n! python3 is not on PATH: no bindings for Python are tested.\n');
  python('for Python', () => {
    test('generates bindings that import', async () => {
      const folder = temporaryFolder();
      const project = {
        language: 'python',
        app: 'python3 main.py',
        codeMakerOutput: 'imports',
        projectId: 'python',
        sendCrashReports: 'false',
        terraformProviders: ['clickup-auth/clickup'],
      };
      writeFileSync(join(folder, 'cdktf.json'), JSON.stringify(project));
      expect(await new App(framework, folder, {}).cdk('get')).toMatchObject({ code: 0 });
      const main = `
from imports.clickup.provider import ClickupProvider
from imports.clickup.data_clickup_auth import DataClickupAuth
from imports.clickup.data_clickup_workspace import DataClickupWorkspace
print(ClickupProvider.__name__, DataClickupAuth.__name__, DataClickupWorkspace.__name__)
`;
      writeFileSync(join(folder, 'main.py'), `${packagesOrStubs(folder, PYTHON_PACKAGES[framework])}${main}`);
      const interpreter = isAvailable(join(folder, 'venv/bin/python')) ? join(folder, 'venv/bin/python') : 'python3';
      const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
      const { status, stdout, stderr } = spawnSync(interpreter, ['main.py'], { cwd: folder, encoding: 'utf8', env });
      expect({ status, stdout, stderr }).toEqual({
        status: 0,
        stdout: 'ClickupProvider DataClickupAuth DataClickupWorkspace\n',
        stderr: '',
      });
    });
  });
});

/** Installs the packages into a virtual environment. Without PyPI, returns the lines that import stubs instead. */
function packagesOrStubs(folder: string, packages: string): string {
  const options = { cwd: folder, timeout: 240_000 };
  const venv = spawnSync('python3', ['-m', 'venv', 'venv'], options);
  const pip = spawnSync(
    join(folder, 'venv/bin/pip'),
    ['install', '--quiet', '--retries=0', '--timeout=10', packages],
    options,
  );
  if (venv.status === 0 && pip.status === 0) return '';
  process.stderr.write(`\n! ${packages} cannot be installed: the Python bindings are imported with stubs of it.\n`);
  return `import sys\nsys.path.insert(0, ${JSON.stringify(resolve('test/e2e/python'))})\nimport stubs\n`;
}

function isAvailable(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}
