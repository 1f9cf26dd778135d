// Generates the tables of inputs, outputs and sandbox tokens from action.yml and the sandbox in dist.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import sandbox from '../../dist/sandbox/index.js';
import type { Generator } from './generator.mts';
import { code, withTables } from './regions.mts';

interface Manifest {
  readonly inputs: Record<string, { description: string; default?: string }>;
  readonly outputs: Record<string, { description: string }>;
}

export const referenceTables: Generator = {
  name: 'Tables of inputs, outputs and sandbox tokens',
  owns: [],
  generate: async () => {
    const { inputs, outputs }: Manifest = parse(readFileSync('action.yml', 'utf8'));
    return new Map([
      [
        'docs/action.md',
        await withTables('docs/action.md', {
          inputs: [
            ['Input', 'Default', 'Description'],
            ...Object.entries(inputs).map(([name, one]) => [
              code(name),
              one.default ? code(one.default) : '–',
              one.description,
            ]),
          ],
          outputs: [
            ['Output', 'Description'],
            ...Object.entries(outputs).map(([name, { description }]) => [code(name), description]),
          ],
        }),
      ],
      [
        'docs/sandbox.md',
        await withTables('docs/sandbox.md', {
          tokens: [
            ['Token', 'Behavior', 'Result of a check'],
            ...sandbox.SANDBOX_TABLE.map(({ name, description, expected }) => [
              code(name),
              description,
              code(expected),
            ]),
          ],
        }),
      ],
    ]);
  },
};
