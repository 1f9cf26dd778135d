import { readFileSync } from 'node:fs';
import * as publicApi from '../../src/index.js';
import * as integration from '../../src/integration.js';

const VALUES = [
  'AuthError',
  'DEFAULT_API_URL',
  'REASONS',
  'VERSION',
  'authenticate',
  'authorizationUrl',
  'checkOptions',
  'exchangeCode',
  'explain',
  'getWorkspacePlan',
  'getWorkspaceSeats',
  'isAuthError',
  'listWorkspaces',
  'parseToken',
  'selectWorkspaces',
  'verifyToken',
];

const TYPES = [
  'Answer',
  'AuthenticateOptions',
  'AuthorizationUrlOptions',
  'Category',
  'ExchangeCodeOptions',
  'Explanation',
  'Failure',
  'Identity',
  'InaccessibleResource',
  'Known',
  'ListRequirement',
  'LowPermission',
  'LowRole',
  'MissingWorkspace',
  'Permission',
  'RateLimit',
  'Reason',
  'RequestOptions',
  'RequirementResult',
  'Requirements',
  'ResourceKind',
  'RetryEvent',
  'SeatCount',
  'Session',
  'Share',
  'SingleFailure',
  'Token',
  'TokenKind',
  'Workspace',
  'WorkspaceLabel',
  'WorkspacePlan',
  'WorkspaceRole',
  'WorkspaceSeats',
];

/** Types do not exist at run time, so they are read from the file. */
const source = readFileSync('src/index.ts', 'utf8').replace(/\/\/.*$/gm, '');
const statement = /export (type )?\{([^}]*)\} from '\.\/[a-z-]+\.js';/g;

test('the public API exports the documented values and at most 20', () => {
  expect(VALUES.length).toBeLessThanOrEqual(20);
  expect(Object.keys(publicApi).toSorted()).toEqual(VALUES);
  expect(Object.values(publicApi).filter((value) => value === undefined)).toEqual([]);
});

test('the public API exports the documented types and no others', () => {
  const names = [...source.matchAll(statement)].flatMap(([, type = '', list = '']) =>
    list
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => `${type}${name}`),
  );
  const types = names.filter((name) => name.startsWith('type ')).map((name) => name.slice('type '.length));
  expect(types.toSorted()).toEqual(TYPES);
  expect(names).toHaveLength(VALUES.length + TYPES.length);
});

test('the public API re-exports by name and contains no logic', () => {
  expect(source.replaceAll(statement, '').trim()).toBe('');
});

test('the entry for the integrations repeats no public export', () => {
  const names = Object.keys(integration);
  expect(Object.values(integration).filter((value) => value === undefined)).toEqual([]);
  expect(names.filter((name) => VALUES.includes(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(0);
});
