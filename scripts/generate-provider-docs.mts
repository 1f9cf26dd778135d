// Writes docs/provider in the Terraform Registry's format from the provider's schema, with the examples of examples/.
// With --check it only compares. It reads the schema itself, so that it needs no terraform; a test holds that schema
// against the one that terraform prints.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { format } from 'prettier';
import type { Attributes, AttributeType, Block, ProviderSchema } from '../provider/protocol/schema.ts';

const FOLDER = 'docs/provider';
const HEADINGS = { required: 'Required', optional: 'Optional', computed: 'Read-Only' } as const;

const schema = await loadSchema();
const pages = new Map([['index.md', await page('clickup Provider', schema.provider, 'examples/provider/provider.tf')]]);
for (const [name, block] of Object.entries(schema.dataSources)) {
  pages.set(
    `data-sources/${shortName(name)}.md`,
    await page(`${name} (Data Source)`, block, `examples/data-sources/${name}/data-source.tf`),
  );
}
for (const [name, block] of Object.entries(schema.ephemeralResources)) {
  pages.set(
    `ephemeral-resources/${shortName(name)}.md`,
    await page(`${name} (Ephemeral Resource)`, block, `examples/ephemeral-resources/${name}/ephemeral-resource.tf`),
  );
}

if (process.argv.includes('--check')) {
  const there = globSync(`${FOLDER}/**/*.md`).map((path) => path.slice(FOLDER.length + 1));
  const stale = [...new Set([...pages.keys(), ...there])].filter((name) => pages.get(name) !== read(name));
  if (stale.length > 0) {
    console.error(`${FOLDER} is stale (${stale.join(', ')}). Run \`npm run generate\` and commit it.`);
    process.exitCode = 1;
  }
} else {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const [name, text] of pages) {
    mkdirSync(dirname(join(FOLDER, name)), { recursive: true });
    writeFileSync(join(FOLDER, name), text);
  }
}
console.log(`${FOLDER}: ${pages.size} pages`);

async function page(title: string, { description, attributes }: Block, example: string): Promise<string> {
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
${readFileSync(example, 'utf8').trim()}
\`\`\`

## Schema

${lists(attributes, '###')}

${nested(attributes)}`;
  return format(text, { parser: 'markdown', printWidth: 120, singleQuote: true });
}

/** The attributes by who sets them, each list in the order of the alphabet, as the Registry shows them. */
function lists(attributes: Attributes, level: string): string {
  const parts = Object.entries(HEADINGS).map(([use, heading]) => {
    const named = Object.entries(attributes)
      // What may be set is listed there, though the provider fills it in otherwise.
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

function read(name: string): string | undefined {
  try {
    return readFileSync(join(FOLDER, name), 'utf8');
  } catch {
    return undefined;
  }
}

/** Bundled first, since Node runs TypeScript only where imports name files as they are. */
async function loadSchema(): Promise<ProviderSchema> {
  const entryPoints = ['provider/clickup/schema/index.ts'];
  const { outputFiles } = await build({ entryPoints, bundle: true, platform: 'node', format: 'esm', write: false });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { SCHEMA }: { SCHEMA: ProviderSchema } = await import(`data:text/javascript;base64,${source}`);
  return SCHEMA;
}
