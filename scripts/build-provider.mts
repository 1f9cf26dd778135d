// Bundles the Terraform provider into one file, under dist/provider in the layout of a filesystem mirror.
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { PROVIDER_ADDRESSES, PROVIDER_PLATFORMS, PROVIDER_SOURCE, providerFile } from '../provider/address.ts';
import { collectLicenses } from './licenses.mts';
import { minifyBundle } from './minify.mts';
import { withoutDebug } from './without-debug.mts';

const MIRROR = 'dist/provider';
/** The bundle as the package ships it. `clickup-auth terraform install` unpacks it. */
export const SHIPPED_PROVIDER = `${MIRROR}/terraform-provider-clickup.br`;
const MAX_BYTES = 200_000;

const { version, engines }: { version: string; engines: { node: string } } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const [REQUIRED_NODE = ''] = /\d+\.\d+/.exec(engines.node) ?? [];

/** The provider never exchanges an OAuth code, so it does not need the explanations of that request. */
const withoutSignIn: Plugin = {
  name: 'without the explanations of a sign-in',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/]exchange-errors\.ts$/ }, () => ({
      contents:
        "export const EXCHANGE_PATH = ''; export const exchangeError = () => undefined; export const exchangeRemedy = exchangeError;",
    }));
  },
};

if (import.meta.main) {
  const bundle = await bundleProvider();
  console.log(`The provider: ${bundle.length} bytes`);
  if (bundle.length > MAX_BYTES) fail(`The provider is too large: it may have ${MAX_BYTES} bytes.`);
  for (const address of PROVIDER_ADDRESSES) {
    rmSync(join(MIRROR, address), { recursive: true, force: true });
    for (const platform of PROVIDER_PLATFORMS) {
      const path = join(MIRROR, address, version, platform, providerFile(version));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bundle);
      chmodSync(path, 0o755);
    }
  }
  writeFileSync(SHIPPED_PROVIDER, compress(bundle));
  console.log(usage());
}

/** Builds the provider in memory. Returns the contents of SHIPPED_PROVIDER. */
export async function buildShippedProvider(): Promise<Buffer> {
  return compress(await bundleProvider());
}

function compress(bundle: Buffer): Buffer {
  return brotliCompressSync(bundle);
}

async function bundleProvider(): Promise<Buffer> {
  const { outputFiles, metafile } = await build({
    entryPoints: ['provider/main.ts'],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    // An older Node.js that cannot parse this target fails before the handshake, and the launcher then states its version.
    target: 'node20.19',
    // Packages as ES modules, so that unused code is dropped.
    mainFields: ['module', 'main'],
    conditions: ['import', 'module'],
    legalComments: 'none',
    plugins: [withoutDebug, withoutSignIn],
    write: false,
    metafile: true,
  });
  const [file] = outputFiles;
  const text = await minifyBundle(file?.text ?? '', 2020);
  // The licenses go where the bundle goes, in a comment at its end, which costs a start nothing.
  const licenses = collectLicenses(metafile).replaceAll('*/', '* /');
  return Buffer.from(`${launcher()}${prologue()}${text}/*\n${licenses}*/\n`);
}

/**
 * The lines that sh runs, which start Node.js with the same file. For sh, the first line calls the command `:`, which does
 * nothing. For JavaScript, it is a string and the start of a comment.
 */
function launcher(): string {
  const script = readFileSync('provider/launcher.sh', 'utf8')
    .replace(/^ *#.*\n/gm, '')
    .replace(/^ +/gm, '')
    .replaceAll('@NODE@', REQUIRED_NODE);
  if (script.includes('*/')) fail('provider/launcher.sh contains */, which would end the comment.');
  return `#!/bin/sh\n":" /*\n${script}*/;\n`;
}

/** Prints the error on stdout if Node.js is too old, because Terraform shows the first line of stdout. */
function prologue(): string {
  const [major = 0, minor = 0] = REQUIRED_NODE.split('.').map(Number);
  const needed = `The ClickUp provider requires Node.js ${REQUIRED_NODE} or later`;
  return `(function(v){if(v[0]<${major}||v[0]==${major}&&v[1]<${minor}){process.stdout.write("${needed}, but node on the PATH is "+process.version+" ("+process.execPath+").\\n");process.exit(1)}})(process.versions.node.split("."));\n`;
}

function usage(): string {
  return `
${MIRROR} is a filesystem mirror. In the file that TF_CLI_CONFIG_FILE names, ~/.terraformrc or ~/.tofurc:

  provider_installation {
    filesystem_mirror {
      path    = "${resolve(MIRROR)}"
      include = ["${PROVIDER_ADDRESSES.join('", "')}"]
    }
    direct {
      exclude = ["${PROVIDER_ADDRESSES.join('", "')}"]
    }
  }

In the configuration:

  terraform {
    required_providers {
      clickup = { source = "${PROVIDER_SOURCE}", version = "${version}" }
    }
  }`;
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
