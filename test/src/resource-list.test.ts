import { parseResourceList, parseUserList } from '../../src/integration.js';
import { failureOf } from './failure-of.js';

describe('parseResourceList()', () => {
  test.each([
    ['901100000001', ['901100000001']],
    ['901100000001: edit', ['901100000001:edit']],
    ['901100000001 : edit\n901100000002', ['901100000001:edit', '901100000002']],
    ['1:   edit\n22  :\tread\n333:create', ['1:edit', '22:read', '333:create']],
    ['1, 2\n3;4', ['1', '2', '3', '4']],
    [': edit', [':edit']],
    ['"1: edit\\n2"', ['1:edit', '2']],
    ['"1"', ['1']],
    ['"1', ['"1']],
    ['["1", ""]', ['1', '']],
    ['1,2; 3', ['1', '2', '3']],
    ['1 2:read', ['1', '2:read']],
    ['- 1: edit\n- https://app.clickup.com/1/v/li/2 # the second\n\n', ['1:edit', 'https://app.clickup.com/1/v/li/2']],
    ['["1", 2, "3:edit"]', ['1', '2', '3:edit']],
    ['[{"id": "1", "permission": "edit"}, {"id": 2}, {"id": "3", "permission": null}]', ['1:edit', '2', '3']],
    ['{"1": "edit", "2": null}', ['1:edit', '2']],
    ['', []],
  ])('%j is %j', (text, entries) => {
    expect(parseResourceList({ name: 'lists', text })).toEqual(entries);
  });

  test('no text is an empty list', () => {
    expect(parseResourceList({ name: 'lists', text: undefined })).toEqual([]);
    expect(parseUserList({ name: 'users', text: undefined })).toEqual([]);
  });

  test('a misspelled field of an object is invalid, because it would require nothing', async () => {
    const text = '[{"id": 1, "permisson": "edit"}]';
    const error = await failureOf(Promise.resolve().then(() => parseResourceList({ name: 'lists', text })));
    expect(error.failure).toMatchObject({ input: 'lists', allowed: 'objects with only `id` and `permission`' });
  });

  test.each(['[[1]]', '[{"id": []}]', '[{"name": "a"}]', '[{"id": 1, "permission": 2}]', '{"1": ["edit"]}', '[null]'])(
    '%s is invalid',
    async (text) => {
      const error = await failureOf(Promise.resolve().then(() => parseResourceList({ name: 'lists', text })));
      expect(error.failure).toEqual({
        reason: 'input_invalid',
        input: 'lists',
        allowed: 'IDs and URLs as strings, or objects with `id` and `permission`',
      });
    },
  );

  test('text that is no JSON is passed on, so that it is rejected with its position', () => {
    expect(parseResourceList({ name: 'lists', text: '{1' })).toEqual(['{1']);
  });
});

test.each([
  ['1, ada@example.com\n3', ['1', 'ada@example.com', '3']],
  ['1;2 3', ['1', '2', '3']],
  ['["1", "a@example.com"]', ['1', 'a@example.com']],
  ['"1\\n2"', ['1', '2']],
  ['', []],
])('parseUserList(): %j is %j', (text, users) => {
  expect(parseUserList({ name: 'users', text })).toEqual(users);
});
