// Generates docs/provider in the format of the Terraform Registry from the provider's schema and the files in examples.
// A test compares that schema with the one that Terraform prints.
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { format } from 'prettier';
import type { Attributes, AttributeType, Block, ProviderSchema } from '../../provider/protocol/schema.ts';
import type { Generator } from './generator.mts';

const FOLDER = 'docs/provider';
const HEADINGS = { required: 'Required', optional: 'Optional', computed: 'Read-Only' } as const;

export const providerDocs: Generator = {
  name: 'Provider documentation',
  owns: [`${FOLDER}/*.md`, `${FOLDER}/data-sources/*.md`, `${FOLDER}/ephemeral-resources/*.md`],
  generate: async () => {
    const schema = await loadSchema();
    const pages = new Map([
      [
        `${FOLDER}/index.md`,
        await page('clickup Provider', schema.provider, 'examples/provider/provider.tf', SECTIONS),
      ],
    ]);
    for (const [name, block] of Object.entries(schema.dataSources)) {
      const example = `examples/data-sources/${name}/data-source.tf`;
      pages.set(`${FOLDER}/data-sources/${shortName(name)}.md`, await page(`${name} (Data Source)`, block, example));
    }
    for (const [name, block] of Object.entries(schema.ephemeralResources)) {
      const example = `examples/ephemeral-resources/${name}/ephemeral-resource.tf`;
      const text = await page(`${name} (Ephemeral Resource)`, block, example);
      pages.set(`${FOLDER}/ephemeral-resources/${shortName(name)}.md`, text);
    }
    return pages;
  },
};

async function page(
  title: string,
  { description, attributes }: Block,
  example: string,
  sections = '',
): Promise<string> {
  const text = `---
page_title: "${title.replace(/ \((.*)\)/, ' $1')}${title.includes('(') ? ' - clickup' : ''}"
subcategory: ""
description: |-
  ${description}
---

# ${title}

${description}

## Example Usage

\`\`\`terraform
${standalone(readFileSync(example, 'utf8').trim())}
\`\`\`

${sections}

## Schema

${lists(attributes, '###')}

${nested(attributes)}`;
  return format(text, { parser: 'markdown', printWidth: 120, singleQuote: true });
}

/** The example with the block that each configuration needs, so that it works if it is pasted alone. */
function standalone(example: string): string {
  return example.includes('required_providers') ? example : `${REQUIRED_PROVIDERS}\n\n${example}`;
}

const { version, engines }: { version: string; engines: { node: string } } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const [MAJOR = '', MINOR = ''] = version.split('.');

const REQUIRED_PROVIDERS = `terraform {
  required_providers {
    clickup = {
      source  = "clickup-auth/clickup"
      version = "~> ${MAJOR}.${MINOR}"
    }
  }
}`;

/** The part of the provider's page that the schema does not contain. */
const SECTIONS = `
The address of the provider is \`registry.terraform.io/clickup-auth/clickup\`, and \`registry.opentofu.org/clickup-auth/clickup\` for
OpenTofu. \`version = "~> ${MAJOR}.${MINOR}"\` accepts later minor versions until the next major version. Until version 1.0, set
\`version = "~> ${version}"\` if you do not want them. If another provider in your configuration has the type name \`clickup\` too, see
[Use two ClickUp providers in one configuration](guides/two-clickup-providers.md).

## Authentication

The provider uses the first of these that is not empty:

1. The argument \`token\`. Use a variable with \`ephemeral = true\`, so that plan files do not contain the token.
2. The environment variable \`CLICKUP_API_TOKEN\` of the process that runs Terraform. No file contains the token.

Both accept a personal token (ClickUp: avatar → Settings → Apps) and an OAuth access token. The base URL of the API is the argument
\`api_url\`, then the environment variable \`CLICKUP_API_URL\`, then \`https://api.clickup.com/api/v2\`. The severity of a failed check is
the argument \`on_failure\`, then the environment variable \`CLICKUP_AUTH_ON_FAILURE\`, then \`error\`. The provider requires
Node.js ${/\d+\.\d+/.exec(engines.node)?.[0]} or later on the PATH of Terraform.

## Teardown

One command destroys every configuration that the check let you deploy, without a valid token:

\`\`\`sh
CLICKUP_AUTH_ON_FAILURE=warn terraform destroy -refresh=false
\`\`\`

The exception is a provider that is configured with values of this provider: set these values in its block first.
`;

/** Lists the attributes by use, each list in alphabetical order, as the Registry does. */
function lists(attributes: Attributes, level: string): string {
  const parts = Object.entries(HEADINGS).map(([use, heading]) => {
    const named = Object.entries(attributes)
      // An optional attribute is listed as optional even if the provider computes a missing value.
      .filter(([, one]) => one.use.split(',')[0] === use)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, one]) => {
        const more = typeof one.type === 'object' ? ` (see [below for nested schema](#nestedatt--${name}))` : '';
        return `- \`${name}\` (${typeName(one.type)}${one.sensitive ? ', Sensitive' : ''}) ${one.description}${more}`;
      });
    const title = level === '' ? `${heading}:` : `${level} ${heading}`;
    return named.length === 0 ? '' : `${title}\n\n${named.join('\n')}`;
  });
  return parts.filter((part) => part !== '').join('\n\n');
}

function nested(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, { type }]) =>
      typeof type === 'object'
        ? `<a id="nestedatt--${name}"></a>\n\n### Nested Schema for \`${name}\`\n\n${lists(type.list, '')}`
        : '',
    )
    .join('\n\n');
}

function typeName(type: AttributeType): string {
  if (typeof type === 'object') return 'List of Object';
  const [, outer, inner] = /^(list|map)\((.*)\)$/.exec(type) ?? [];
  const title = (text: string): string => text.replace('bool', 'boolean').replace(/^./, (first) => first.toUpperCase());
  return inner === undefined || outer === undefined ? title(type) : `${title(outer)} of ${title(inner)}`;
}

function shortName(name: string): string {
  return name.replace(/^clickup_/, '');
}

/** Bundles the schema before importing it, because Node cannot resolve its imports of `.js` files to TypeScript. */
async function loadSchema(): Promise<ProviderSchema> {
  const entryPoints = ['provider/clickup/schema/index.ts'];
  const { outputFiles } = await build({ entryPoints, bundle: true, platform: 'node', format: 'esm', write: false });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { SCHEMA }: { SCHEMA: ProviderSchema } = await import(`data:text/javascript;base64,${source}`);
  return SCHEMA;
}
