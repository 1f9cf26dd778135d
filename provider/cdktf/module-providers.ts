import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TerraformAsset, type TerraformElement, type TerraformModule, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { isInside, isResourceOrModule } from './elements.js';

/** Maximum depth of local modules inside local modules. */
const MAX_DEPTH = 10;

/**
 * Finds local modules with a provider configuration of their own, for which Terraform permits no `depends_on`. Its error in
 * `terraform init` names neither the gate nor the way out. Modules of a registry are not known before `terraform init`.
 */
export function validateModules(
  stack: TerraformStack,
  elements: readonly TerraformElement[],
  exclude: readonly IConstruct[],
): string[] {
  const assets = stack.node.findAll().filter((one) => one instanceof TerraformAsset);
  return elements
    .filter((one): one is TerraformModule => isResourceOrModule(one) && 'source' in one)
    .filter((one) => !isInside(one, exclude))
    .filter((one) => hasProvider(directoryOf(one, assets), 0))
    .map(
      ({ node, source }) =>
        `The module "${node.path}" (${source}) configures a provider itself, so Terraform does not permit it to depend on ` +
        'the gate. Move the `provider` block to the stack and pass it to the module as `providers`, or add the module to `exclude`.',
    );
}

/** The directory of a local module. The frameworks copy it into an asset, whose path is relative to the output. */
function directoryOf({ source }: TerraformModule, assets: readonly TerraformAsset[]): string {
  const asset = assets.find(({ path }) => source.startsWith(`./${path}`));
  return asset === undefined ? resolve(source) : join(asset['sourcePath'], source.slice(`./${asset.path}`.length));
}

function hasProvider(directory: string, depth: number): boolean {
  if (depth > MAX_DEPTH || statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  const files = readdirSync(directory).filter((name) => /\.tf(?:\.json)?$/.test(name));
  const texts = files.map((name) =>
    readFileSync(join(directory, name), 'utf8').replace(/\/\*[^]*?\*\/|^\s*(?:#|\/\/).*$/gm, ''),
  );
  if (texts.some((text) => /^\s*provider\s+"[^"]+"\s*\{\s*[^}\s]|^\s*"provider"\s*:/m.test(text))) return true;
  const sources = texts.flatMap((text) => [...text.matchAll(/^\s*"?source"?\s*[=:]\s*"(\.{1,2}\/[^"]+)"/gm)]);
  return sources.some(([, source = '']) => hasProvider(join(directory, source), depth + 1));
}
