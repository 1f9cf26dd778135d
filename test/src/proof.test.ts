import { describeProof } from '../../src/integration.js';
import { authenticate } from '../../src/index.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox()));
afterAll(() => sandbox.close());

const DEPLOYS = '901100000001';

describe('describeProof() never claims more than was proven', () => {
  test.each([
    [{}, 'recognized', 'recognized'],
    [{ users: ['10000001'], tokenKind: 'personal' }, 'recognized', 'recognized'],
    [{ workspaces: ['Acme'] }, 'scoped', 'scoped to Acme'],
    [{ workspaces: ['Acme', 'Globex'], role: 'member' }, 'scoped', 'scoped to Acme, Globex'],
    [{ lists: [DEPLOYS] }, 'authorized', 'authorized: access to List 901100000001 (Deploys)'],
    [
      { workspaces: ['Acme'], lists: [`${DEPLOYS}:edit`] },
      'authorized',
      'authorized: create on List 901100000001 (Deploys)',
    ],
    [
      { folders: ['901100000100'], spaces: ['90110000001'] },
      'authorized',
      'authorized: access to Folder 901100000100 (Releases), access to Space 90110000001 (Engineering)',
    ],
    [
      { lists: [1, 2, 3, 4, 5].map((number) => `90110000000${number}`) },
      'authorized',
      'authorized: access to List 901100000001 (Deploys), access to List 901100000002 (Incidents), access to List 901100000003 (Feedback) and 2 more',
    ],
  ] as const)('%j', async (options, level, text) => {
    const session = await authenticate({ ...options, token: sandbox.tokens.valid, apiUrl: sandbox.apiUrl });
    expect(describeProof(session.requirements)).toEqual({ level, text });
  });

  test('without names', async () => {
    const given = { token: sandbox.tokens.valid, apiUrl: sandbox.apiUrl };
    const workspaces = await authenticate({ ...given, workspaces: ['Acme'] });
    expect(describeProof(workspaces.requirements, { hideNames: true }).text).toBe('scoped to 9011234080');
    const lists = await authenticate({ ...given, lists: [DEPLOYS] });
    expect(describeProof(lists.requirements, { hideNames: true }).text).toBe(`authorized: access to List ${DEPLOYS}`);
  });
});
