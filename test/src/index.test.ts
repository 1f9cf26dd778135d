import { readFileSync } from 'node:fs';
import * as front from '../../src/index.js';

const VALUES = [
  'AuthError',
  'DEFAULT_API_URL',
  'Token',
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
  'ExchangeCodeOptions',
  'Explanation',
  'Failure',
  'Identity',
  'Known',
  'MissingWorkspace',
  'RateLimit',
  'Reason',
  'RequestOptions',
  'SeatCount',
  'Session',
  'TokenKind',
  'Workspace',
  'WorkspaceLabel',
  'WorkspacePlan',
  'WorkspaceRole',
  'WorkspaceSeats',
];

/** Types are gone when the tests run, so they are read from the file. */
const source = readFileSync('src/index.ts', 'utf8').replace(/\/\/.*$/gm, '');
const statement = /export (type )?\{([^}]*)\} from '\.\/[a-z-]+\.js';/g;

test('the front door exports the documented values and no more', () => {
  expect(Object.keys(front).toSorted()).toEqual(VALUES);
  expect(Object.values(front).filter((value) => value === undefined)).toEqual([]);
});

test('the front door exports the documented types and no more', () => {
  const names = [...source.matchAll(statement)].flatMap(([, type = '', list = '']) =>
    list.split(',').map((name) => `${type}${name.trim()}`),
  );
  const types = names.filter((name) => name.startsWith('type ')).map((name) => name.slice('type '.length));
  expect(types.toSorted()).toEqual(TYPES);
  expect(names).toHaveLength(VALUES.length + TYPES.length);
});

test('the front door re-exports by name and holds no logic', () => {
  expect(source.replaceAll(statement, '').trim()).toBe('');
});
