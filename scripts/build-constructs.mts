// Compiles the constructs into dist/cdktf and dist/cdktn. Only those for CDKTF are written by hand. This script compiles
// each of their files a second time, as if it were in provider/cdktn and imported CDK Terrain, so that the compiler checks
// its types against that framework. A file that exists in provider/cdktn is used instead.
import { basename, resolve } from 'node:path';
import ts from 'typescript';
import { deriveConstructs } from './derive-constructs.mts';

const CONFIG = 'tsconfig.constructs.json';
/** The files whose types the entry point refers to, and one that a test imports. The package needs no other types. */
const TYPED = new Set(['index.d.ts', 'gate.d.ts', 'props.d.ts', 'references.d.ts']);

const derived = new Map([...deriveConstructs()].map(([name, text]) => [resolve('provider/cdktn', name), text]));
const errors = compile(derived);
if (errors !== '') {
  console.error(errors);
  console.error(
    'A file that does not exist in provider/cdktn is derived from that of the same name in provider/cdktf.',
  );
  process.exitCode = 1;
}

/** Compiles the files of the configuration and the derived files, which exist only in memory. Returns the errors. */
function compile(files: ReadonlyMap<string, string>): string {
  const { config } = ts.readConfigFile(CONFIG, (path) => ts.sys.readFile(path));
  const { options, fileNames, errors: configErrors } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const host = ts.createCompilerHost(options);
  host.readFile = (path) => ts.sys.readFile(path) ?? files.get(resolve(path));
  host.fileExists = (path) => ts.sys.fileExists(path) || files.has(resolve(path));
  const program = ts.createProgram([...fileNames, ...files.keys()], options, host);
  const { diagnostics } = program.emit(undefined, (path, text) => {
    if (!path.endsWith('.d.ts') || path.includes('/generated/') || TYPED.has(basename(path)))
      ts.sys.writeFile(path, text);
  });
  return ts.formatDiagnostics([...configErrors, ...ts.getPreEmitDiagnostics(program), ...diagnostics], host);
}
