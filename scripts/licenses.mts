import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/**
 * The licenses of all packages of which a bundle contains something: each text once, below the packages that have it and
 * their copyright lines.
 */
export function collectLicenses({ outputs }: Metafile): string {
  const bundled = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const inputs = bundled.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  const byText = new Map<string, Set<string>>();
  for (const folder of [...folders].toSorted()) {
    const { name, version, license }: Record<string, string> = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    const lines = (readLicense(folder) ?? `License: ${license}`).split(/\r?\n/);
    const isCopyright = (line: string): boolean => /^\s*copyright (\(c\)|©|\d{4})/i.test(line);
    const text = lines
      .filter((line) => !isCopyright(line) && !/^\W*(The )?MIT License( \(MIT\))?\W*$/i.test(line))
      .join('\n')
      .trim();
    const owner = `${name} ${version}: ${lines.filter(isCopyright).join('; ').trim()}`;
    // Texts that differ only in line breaks are one license.
    const key = [...byText.keys()].find((one) => one.replace(/\s+/g, ' ') === text.replace(/\s+/g, ' ')) ?? text;
    byText.set(key, (byText.get(key) ?? new Set()).add(owner));
  }
  return [...byText].map(([text, owners]) => `${[...owners].join('\n')}\n\n${text}\n`).join('\n---\n\n');
}

function readLicense(folder: string): string | undefined {
  const [file] = globSync('{LICENSE,License,license,LICENCE}{,.md,.txt}', { cwd: folder });
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8');
}
