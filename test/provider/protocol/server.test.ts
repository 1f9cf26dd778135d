import { create, fromBinary, toBinary, type DescMethod } from '@bufbuild/protobuf';
import * as fc from 'fast-check';
import { SCHEMA } from '../../../provider/clickup/schema/index.js';
import { Health } from '../../../provider/plugin/generated/health_pb.js';
import { GRPCController } from '../../../provider/plugin/generated/plugin_pb.js';
import { Provider } from '../../../provider/protocol/generated/tfplugin6_pb.js';
import { call, framed, pathOf, send } from '../client.js';
import { openProvider, toWire, type OpenProvider } from '../open.js';

// No server listens on this port, so a request fails immediately.
const UNREACHABLE = { CLICKUP_API_URL: 'http://127.0.0.1:9', CLICKUP_API_TOKEN: 'pk_1_AAAAAAAAAAAAAAAAAAAAAAAA' };

let provider: OpenProvider;

beforeEach(async () => {
  provider = await openProvider(UNREACHABLE);
});

afterEach(() => provider.close());

const METHODS: readonly DescMethod[] = [...Provider.methods, ...Health.methods, ...GRPCController.methods];

async function isAlive(): Promise<void> {
  expect(await call(provider.session, Health.method.check, {})).toMatchObject({ status: 1 });
}

test.each(METHODS.map((method) => [method.name, method] as const))('%s responds to any body', async (_name, method) => {
  const property = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (body) => {
    const { status } = await send(provider.session, pathOf(method), body);
    expect(status).toMatch(/^\d+$/);
  });
  await fc.assert(property, { numRuns: 50 });
  await isAlive();
});

test.each(METHODS.map((method) => [method.name, method] as const))(
  '%s responds to any message in a valid frame',
  async (_name, method) => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (message) => {
      const { status } = await send(provider.session, pathOf(method), framed(message));
      expect(status).toMatch(/^\d+$/);
    });
    await fc.assert(property, { numRuns: 50 });
    await isAlive();
  },
);

const CONFIG_METHODS = Provider.methods.filter(({ input }) => input.fields.some(({ name }) => name === 'config'));

test.each(CONFIG_METHODS.map((method) => [method.name, method] as const))(
  '%s responds to any value of any type without an internal error',
  async (_name, method) => {
    const typeName = fc.constantFrom('', 'clickup_auth', 'clickup_workspaces', '__proto__', 'constructor', 'toString');
    const property = fc.asyncProperty(typeName, fc.uint8Array({ maxLength: 100 }), async (name, msgpack) => {
      const hasType = method.input.fields.some((field) => field.name === 'type_name');
      const init = { config: { msgpack }, ...(hasType && { typeName: name }) };
      const { status } = await send(
        provider.session,
        pathOf(method),
        framed(toBinary(method.input, create(method.input, init))),
      );
      expect(status).toMatch(/^(0|3)$/);
    });
    await fc.assert(property, { numRuns: 100 });
    await isAlive();
  },
);

test('ReadDataSource rejects unknown values, which Terraform does not send', async () => {
  const { method } = Provider;
  const config = { msgpack: Buffer.from('81aa6e616d655f7265676578d40000', 'hex') };
  const read = call(provider.session, method.readDataSource, { typeName: 'clickup_workspaces', config });
  await expect(read).rejects.toThrow('ReadDataSource: 3 The value of name_regex is unknown.');
});

test('ReadDataSource rejects an unknown type', async () => {
  const config = toWire({}, {});
  const read = call(provider.session, Provider.method.readDataSource, { typeName: 'clickup_task', config });
  await expect(read).rejects.toThrow('3 Unknown type.');
});

test('GetProviderSchema ignores unknown fields of later Terraform versions', async () => {
  const { method } = Provider;
  const later = Buffer.concat([Buffer.from('ba3e0568656c6c6f', 'hex'), Buffer.from('a80601', 'hex')]);
  const { status, body } = await send(provider.session, pathOf(method.getProviderSchema), framed(later));
  expect(status).toBe('0');
  expect(fromBinary(method.getProviderSchema.output, body.subarray(5)).provider).toBeDefined();
});

test('GetProviderSchema returns the documented schema', async () => {
  const response = await call(provider.session, Provider.method.getProviderSchema, {});
  expect(response.serverCapabilities?.getProviderSchemaOptional).toBe(true);
  expect(Object.keys(response.dataSourceSchemas)).toEqual(Object.keys(SCHEMA.dataSources));
  expect(Object.keys(response.ephemeralResourceSchemas)).toEqual(Object.keys(SCHEMA.ephemeralResources));
  const token = response.provider?.block?.attributes.find(({ name }) => name === 'token');
  expect(token).toMatchObject({ optional: true, sensitive: true, required: false, computed: false });
  const attributes = response.dataSourceSchemas['clickup_auth']?.block?.attributes ?? [];
  const typeOf = (name: string): string => {
    return Buffer.from(attributes.find((one) => one.name === name)?.type ?? []).toString();
  };
  expect([typeOf('workspaces'), typeOf('workspace_ids'), typeOf('user_id')]).toEqual([
    '["list","string"]',
    '["map","string"]',
    '"string"',
  ]);
  // Not a nested type, for which `override_data` of `terraform test` accepts no list.
  expect(JSON.parse(typeOf('authorized_workspaces'))).toMatchObject(['list', ['object', { member_count: 'number' }]]);
});

test('GetMetadata returns the type names', async () => {
  const response = await call(provider.session, Provider.method.getMetadata, {});
  expect(response.dataSources.map(({ typeName }) => typeName)).toEqual(Object.keys(SCHEMA.dataSources));
  expect(response.ephemeralResources.map(({ typeName }) => typeName)).toEqual(['clickup_auth']);
});

test('GetResourceIdentitySchemas returns no diagnostics', async () => {
  expect((await call(provider.session, Provider.method.getResourceIdentitySchemas, {})).diagnostics).toEqual([]);
});

test('CloseEphemeralResource returns no diagnostics', async () => {
  const request = { typeName: 'clickup_auth' };
  expect((await call(provider.session, Provider.method.closeEphemeralResource, request)).diagnostics).toEqual([]);
});
