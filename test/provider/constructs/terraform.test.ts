import { readFileSync } from 'node:fs';
import type { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { makeFolder, type Environment, type Folder } from '../terraform/harness.js';
import { applyAfterRevocation, created, REJECTED } from '../terraform/steps.js';
import { CDKTF, describeEachFramework, describeFramework } from './frameworks.js';

describeEachFramework('Terraform', (framework) => {
  const { newStack, RawElement, resource } = framework;
  const { ClickUpAuthGate, ClickupProvider } = framework.constructs;
  const { Aspects, Lazy, TerraformHclModule, TerraformOutput, TerraformVariable, Testing } = framework.cdk;

  describeWith('terraform', 'with a synthesized stack', () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await startSandbox({ rateLimit: 10_000 });
    });
    afterEach(() => sandbox.restore('valid'));
    afterAll(() => sandbox.close());

    /** Synthesizes a stack into a new directory and runs `terraform init` there. */
    async function open(stack: TerraformStack, env: Environment = {}): Promise<Folder> {
      const folder = makeFolder({
        CLICKUP_API_TOKEN: sandbox.tokens.valid,
        CLICKUP_API_URL: sandbox.apiUrl,
        ...env,
      });
      folder.write({
        'cdk.tf.json': Testing.synth(stack, true),
        'module/main.tf': 'resource "terraform_data" "inside" {}\noutput "id" { value = terraform_data.inside.id }\n',
      });
      expect(await folder.terraform(['init'])).toMatchObject({ exitCode: 0 });
      return folder;
    }

    /** Adds resources of every kind. None of them refers to the gate. */
    function addResources(stack: TerraformStack): void {
      resource(stack, 'app');
      resource(new Construct(stack, 'folder'), 'nested');
      resource(stack, 'counted').count = 2;
      new TerraformHclModule(stack, 'network', { source: './module', skipAssetCreationFromLocalModules: true });
      stack.addOverride('resource.terraform_data.raw', { input: 'raw' });
      stack.addOverride('resource.terraform_data.listed', [{ input: 'raw' }]);
      resource(stack, 'overridden').addOverride('depends_on', ['terraform_data.app']);
    }

    async function outputs(folder: Folder): Promise<unknown> {
      const { stdout } = await folder.terraform(['output', '-json']);
      const parsed: Record<string, { value: unknown }> = JSON.parse(stdout);
      return Object.fromEntries(Object.entries(parsed).map(([name, { value }]) => [name, value]));
    }

    test('creates all resources if the token is valid, and the next plan has no changes', async () => {
      const stack = newStack();
      new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme'] });
      addResources(stack);
      const folder = await open(stack);
      expect(await folder.terraform(['apply', '-auto-approve'])).toMatchObject({ exitCode: 0 });
      expect(await created(folder)).toHaveLength(8);
      expect(await folder.terraform(['plan', '-detailed-exitcode'])).toMatchObject({ exitCode: 0 });
    });

    test('creates no resource if the token is revoked between a saved plan and its apply', async () => {
      const stack = newStack();
      new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme'] });
      addResources(stack);
      const folder = await open(stack);
      expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
      expect(await created(folder)).toEqual([]);
    });

    test('provides the IDs of required Workspaces and of all Workspaces, and the token user', async () => {
      const stack = newStack();
      const gate = new ClickUpAuthGate(stack, 'clickup', { workspaces: ['acme', '9011234081'] });
      const all = new ClickUpAuthGate(stack, 'other', { provider: new ClickupProvider(stack, 'p', { alias: 'p' }) });
      for (const [name, value] of Object.entries({
        acme: gate.workspaceId('acme'),
        globex: gate.workspaceId('9011234081'),
        listed: gate.workspaceIds,
        all: all.workspaceIds,
        username: gate.username,
        user: gate.userId,
      })) {
        new TerraformOutput(stack, name, { value });
      }
      const folder = await open(stack);
      expect(await folder.terraform(['apply', '-auto-approve'])).toMatchObject({ exitCode: 0 });
      expect(await outputs(folder)).toEqual({
        acme: '9011234080',
        globex: '9011234081',
        listed: ['9011234080', '9011234081'],
        all: ['9011234080', '9011234081'],
        username: 'Ada Example',
        user: expect.stringMatching(/^\d+$/),
      });
    });

    test('checks every requirement, and provides the IDs and names of the required Lists', async () => {
      const stack = newStack();
      const gate = new ClickUpAuthGate(stack, 'clickup', {
        workspaces: ['Acme'],
        users: ['10000003', 'ada@example.com'],
        tokenKind: 'personal',
        role: 'admin',
        onlyRequiredWorkspaces: true,
        probeWorkspaces: true,
        lists: [{ id: '901100000001', permission: 'edit' }, { id: 'https://app.clickup.com/9/v/li/901100000002' }],
        folders: ['901100000100'],
        spaces: ['90110000001'],
      });
      resource(stack, 'app');
      new TerraformOutput(stack, 'ids', { value: gate.listIds });
      new TerraformOutput(stack, 'name', { value: gate.listName('901100000001') });
      new TerraformOutput(stack, 'level', { value: gate.dataSource.level });
      const folder = await open(stack, { CLICKUP_API_TOKEN: sandbox.tokens.oneWorkspace });
      sandbox.resetCounts();
      await folder.succeed(['plan', '-out=plan']);
      expect(sandbox.requests.total).toBe(2 + 1 + 4);
      await folder.succeed(['apply', 'plan']);
      expect(await outputs(folder)).toEqual({
        ids: ['901100000001', '901100000002'],
        name: 'Deploys',
        level: 'authorized',
      });
      // The token of another user, who may only read.
      const reader = await folder.terraform(['plan'], { CLICKUP_API_TOKEN: sandbox.tokens.reader });
      expect(reader.exitCode).toBe(1);
      expect(reader.words).toContain('The token belongs to another user (and 1 more)');
      expect(reader.words).toContain('expected at least edit');
      expect(reader.words).toContain('with ephemeral.clickup_auth.clickup');
    });

    test('K2: accepts Workspace IDs and names in variables, and a list of both, in its order', async () => {
      const stack = newStack();
      const name = new TerraformVariable(stack, 'name', { type: 'string' });
      const list = new TerraformVariable(stack, 'list', { type: 'list(string)' });
      const gate = new ClickUpAuthGate(stack, 'clickup', { workspaces: list.listValue });
      new TerraformOutput(stack, 'one', { value: gate.workspaceId(name.stringValue) });
      new TerraformOutput(stack, 'listed', { value: gate.workspaceIds });
      const folder = await open(stack, { TF_VAR_name: 'Globex', TF_VAR_list: '["Globex", "9011234080", "Globex"]' });
      expect(await folder.terraform(['apply', '-auto-approve'])).toMatchObject({ exitCode: 0 });
      // K2: in the order of the variable, by position.
      const listed = ['9011234081', '9011234080', '9011234081'];
      expect(await outputs(folder)).toEqual({ one: '9011234081', listed });
      const foreign = await folder.terraform(['plan'], { TF_VAR_list: '["Umbrella"]' });
      expect(foreign).toMatchObject({ exitCode: 1, words: expect.stringContaining('Workspace "Umbrella"') });
    });

    test('accepts a token from an ephemeral variable, which the plan does not contain', async () => {
      const stack = newStack();
      const token = new TerraformVariable(stack, 'token', { type: 'string', sensitive: true });
      token.addOverride('ephemeral', true);
      new ClickUpAuthGate(stack, 'clickup', { token: token.stringValue });
      resource(stack, 'app');
      const env = { CLICKUP_API_TOKEN: undefined, TF_VAR_token: sandbox.tokens.valid };
      const folder = await open(stack, env);
      expect(await folder.terraform(['plan', '-out=saved.tfplan'])).toMatchObject({ exitCode: 0 });
      const { stdout } = await folder.terraform(['show', '-json', 'saved.tfplan']);
      expect(stdout).toContain('terraform_data');
      expect(stdout).not.toContain(sandbox.tokens.valid);
      expect(await folder.terraform(['apply', 'saved.tfplan'])).toMatchObject({ exitCode: 0 });
    });

    test('accepts a token from a resource of the stack after that resource is created, without a cycle', async () => {
      const stack = newStack();
      const key = resource(stack, 'key', { token: sandbox.tokens.valid });
      new ClickUpAuthGate(stack, 'clickup', { token: '${terraform_data.key.output.token}' });
      resource(stack, 'app');
      const folder = await open(stack, { CLICKUP_API_TOKEN: undefined });
      expect(await folder.terraform(['validate'])).toMatchObject({ exitCode: 0 });
      const unknown = await folder.terraform(['plan']);
      expect(unknown.exitCode).toBe(1);
      expect(unknown.words).toContain('Provider arguments unknown until apply: token');
      const first = await folder.terraform([
        'apply',
        '-auto-approve',
        `-target=terraform_data.${key.friendlyUniqueId}`,
      ]);
      expect(first).toMatchObject({ exitCode: 0 });
      expect(await created(folder)).toEqual(['terraform_data.key']);
      expect(await folder.terraform(['apply', '-auto-approve'])).toMatchObject({ exitCode: 0 });
      expect(await created(folder)).toEqual(['terraform_data.app', 'terraform_data.key']);
    });

    test('K3, K4, K5, K7, K9: Terraform accepts what is gated, and creates none of it with a revoked token', async () => {
      const stack = newStack();
      const provider = new ClickupProvider(stack, 'aliased', { alias: 'aliased' });
      const gate = new ClickUpAuthGate(stack, 'clickup', { provider });
      Aspects.of(stack).add({
        visit: (node) =>
          void (node === stack && stack.node.tryFindChild('late') === undefined && resource(stack, 'late')),
      });
      stack.addOverride('resource.terraform_data.listed', [{ input: 'raw' }]);
      new RawElement(stack, 'raw', { resource: { terraform_data: { custom: [{ input: 'raw' }] } } });
      const lazy = resource(stack, 'lazy');
      lazy.dependsOn = Lazy.listValue({ produce: () => ['terraform_data.late'] });
      resource(stack, 'dependent').node.addDependency(gate);
      for (const name of ['Acme', 'Globex', '9011234080']) gate.workspaceId(name);
      const folder = await open(stack);
      expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
      expect(await created(folder)).toEqual([]);
      sandbox.restore('valid');
      expect(await folder.terraform(['apply', '-auto-approve'])).toMatchObject({ exitCode: 0 });
      expect(await created(folder)).toHaveLength(5);
    });

    test('K1: the documented command destroys a stack that uses the IDs everywhere, without a valid token', async () => {
      const stack = newStack();
      const gate = new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme', 'Globex'] });
      const acme = gate.workspaceId('Acme');
      resource(stack, 'template', { name: `ws-${acme}` });
      const each = resource(stack, 'each');
      each.addOverride('for_each', '${data.clickup_auth.clickup.workspace_ids}');
      resource(stack, 'counted').addOverride('count', `\${length(data.clickup_auth.clickup.authorized_workspaces)}`);
      resource(stack, 'upper', { name: `\${upper("${gate.username}")}` });
      new TerraformHclModule(stack, 'network', { source: './module', skipAssetCreationFromLocalModules: true });
      new TerraformOutput(stack, 'acme', { value: acme });
      new TerraformOutput(stack, 'ids', { value: gate.workspaceIds });
      new TerraformOutput(stack, 'indexed', { value: '${data.clickup_auth.clickup.workspace_ids["Acme"]}' });
      const folder = await open(stack);
      expect(await folder.terraform(['apply', '-auto-approve'])).toMatchObject({ exitCode: 0 });
      expect(await created(folder)).toHaveLength(7);
      sandbox.revoke('valid');
      expect(await folder.terraform(['destroy', '-auto-approve'])).toMatchObject(REJECTED);
      const env = { CLICKUP_AUTH_ON_FAILURE: 'warn' };
      expect(await folder.terraform(['destroy', '-refresh=false', '-auto-approve'], env)).toMatchObject({
        exitCode: 0,
      });
      expect(await created(folder)).toEqual([]);
    });

    test('fails with a cycle if the resource that the token comes from depends on the gate', async () => {
      const stack = newStack();
      const key = resource(stack, 'key', {});
      const gate = new ClickUpAuthGate(stack, 'clickup', { token: '${terraform_data.key.output.token}' });
      key.dependsOn = [gate.fqn];
      const folder = await open(stack);
      expect(await folder.terraform(['validate'])).toMatchObject({
        exitCode: 1,
        words: expect.stringContaining('Cycle'),
      });
    });
  });
});

describeFramework(CDKTF, 'the table in docs/constructs.md', () => {
  const { cdk, constructs, newStack, resource } = CDKTF;

  describeWith('terraform', 'with a synthesized stack', () => {
    const [header = [], ...rows] = tableAfter(
      readFileSync('docs/constructs.md', 'utf8'),
      'When a revoked token is detected',
    );

    /** Column → the gate that it describes. */
    const COLUMNS: Readonly<Record<string, (stack: TerraformStack) => void>> = {
      '`atApply: true`': (stack) => void new constructs.ClickUpAuthGate(stack, 'clickup'),
      '`atApply: false`': (stack) => void new constructs.ClickUpAuthGate(stack, 'clickup', { atApply: false }),
      '`atApply: false`, `provider` with `verifyOnConfigure`': (stack) => {
        const provider = new constructs.ClickupProvider(stack, 'provider', { verifyOnConfigure: true });
        new constructs.ClickUpAuthGate(stack, 'clickup', { atApply: false, provider });
      },
    };

    // K6: also what Terraform destroys without waiting for the check. gate.test.ts compares the configuration for CDK Terrain.
    test.each(Object.entries(COLUMNS))('K6: is what Terraform does: %s', async (column, addGate) => {
      let revokeAfter = Infinity;
      const sandbox = await startSandbox({
        onAnswer: () => {
          revokeAfter -= 1;
          if (revokeAfter === 0) sandbox.revoke('valid');
        },
      });
      const synthesized = (ids: readonly string[], count: number): string => {
        const stack = newStack();
        addGate(stack);
        for (const id of ids) resource(stack, id);
        resource(stack, 'counted').count = count;
        return cdk.Testing.synth(stack, true);
      };
      const folder = makeFolder({ CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl });
      folder.write({ 'cdk.tf.json': synthesized(['a', 'b'], 2) });
      await folder.succeed(['init']);
      const observed: Record<string, string> = {};
      const applied = async (exitCode: number | null): Promise<string> => {
        if (exitCode !== 0) return (await created(folder)).length === 0 ? FAILS : 'fails with resources';
        return (await created(folder)).length === 0 ? 'destroyed' : NOT_DETECTED;
      };
      sandbox.revoke('valid');
      observed['before the plan'] = (await folder.terraform(['plan'])).exitCode === 1 ? 'the plan fails' : 'passes';
      sandbox.restore('valid');
      const saved = await applyAfterRevocation(sandbox, folder);
      observed['between a saved plan and its apply'] = await applied(saved.exitCode);
      sandbox.restore('valid');
      await folder.succeed(['destroy', '-auto-approve']);
      // Each walk sends two requests.
      revokeAfter = 2;
      const whole = await folder.terraform(['apply', '-auto-approve']);
      observed['between plan and apply of one `deploy`'] = await applied(whole.exitCode);
      sandbox.restore('valid');
      await folder.succeed(['apply', '-auto-approve']);
      sandbox.revoke('valid');
      observed['before `destroy`'] = (await folder.terraform(['plan', '-destroy'])).exitCode === 1 ? 'fails' : 'passes';
      sandbox.restore('valid');
      folder.write({ 'cdk.tf.json': synthesized(['a'], 1) });
      await applyAfterRevocation(sandbox, folder);
      observed['between a plan and its apply, for a resource that was removed or a `count` that decreased'] =
        (await created(folder)).join() === 'terraform_data.a,terraform_data.counted[0]' ? NOT_HELD : 'kept';
      sandbox.restore('valid');
      await applyAfterRevocation(sandbox, folder, '-destroy');
      observed['between a saved plan of `destroy` and its apply'] =
        (await created(folder)).length === 0 ? NOT_HELD : 'kept';
      await sandbox.close();
      const index = header.indexOf(column);
      const documented = Object.fromEntries(rows.map((cells) => [cells[0] ?? '', cells[index] ?? '']));
      expect(Object.keys(observed).toSorted(byText)).toEqual(Object.keys(documented).toSorted(byText));
      for (const [row, outcome] of Object.entries(observed)) {
        expect({ row, documented: documented[row] }).toEqual({ row, documented: expect.stringContaining(outcome) });
      }
    });
  });
});

const FAILS = 'the apply fails';
const NOT_DETECTED = '**not detected**';
const NOT_HELD = '**not held back**';

const byText = (one: string, other: string): number => one.localeCompare(other);

/** The cells of the first table after a heading, without the line below its header. */
function tableAfter(text: string, heading: string): string[][] {
  const lines = text.slice(text.indexOf(`## ${heading}`)).split('\n');
  const start = lines.findIndex((line) => line.startsWith('|'));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  const table = lines.slice(start, end).filter((_, index) => index !== 1);
  return table.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
