// Generates provider/plugin/generated and provider/protocol/generated from the .proto files in their parent directories.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Generator } from './generator.mts';

const DIRECTORIES = ['provider/plugin', 'provider/protocol'];

export const protocolMessages: Generator = {
  name: 'Protocol messages',
  owns: DIRECTORIES.map((directory) => `${directory}/generated/*`),
  generate: async () => new Map(DIRECTORIES.flatMap(generateMessages)),
};

function generateMessages(directory: string): [string, Buffer][] {
  const out = mkdtempSync(join(tmpdir(), 'protocol-'));
  const opt = ['target=ts', 'import_extension=js', 'erasable_syntax=true'];
  const plugin = { local: [process.execPath, 'node_modules/@bufbuild/protoc-gen-es/bin/protoc-gen-es'], out, opt };
  const template = JSON.stringify({ version: 'v2', plugins: [plugin] });
  execFileSync('node_modules/.bin/buf', ['generate', directory, '--template', template], { stdio: 'inherit' });
  const files = readdirSync(out).map((name): [string, Buffer] => [
    `${directory}/generated/${name}`,
    readFileSync(join(out, name)),
  ]);
  rmSync(out, { recursive: true });
  return files;
}
