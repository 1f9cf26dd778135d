import * as fc from 'fast-check';
import type { Failure } from '../../src/failure.js';
import type { Workspace } from '../../src/types.js';
import { selectWorkspaces } from '../../src/select.js';
import { outcomeOf, thrownBy } from './thrown-by.js';

const ACME = { id: '9011234080', name: 'Acme' };
const GLOBEX = { id: '9011234081', name: 'Globex' };
const LISTED = [ACME, GLOBEX];

describe('selectWorkspaces() finds a Workspace', () => {
  test.each([
    ['its id', '9011234081'],
    ['its id between spaces', ' 9011234081\n'],
    ['its name', 'Globex'],
    ['its name between spaces', ' Globex '],
    ['its name in other letters', 'gLOBEX'],
  ])('by %s', (_, entry) => {
    expect(selectWorkspaces(LISTED, [entry])).toEqual([GLOBEX]);
  });

  test('and gives it with all that is known about it', () => {
    const whole: Workspace = { ...ACME, color: '#7b68ee', role: 'owner', memberCount: 12 };
    const [found] = selectWorkspaces([whole], ['Acme']);
    expect(found).toBe(whole);
  });

  test('by its id, though another one has the id as its name', () => {
    expect(selectWorkspaces([{ id: '7', name: ACME.id }, ACME], [ACME.id])).toEqual([ACME]);
  });

  test('by its exact name, though another one has it in other letters', () => {
    const shouted = { id: '7', name: 'ACME' };
    expect(selectWorkspaces([shouted, ACME], ['Acme'])).toEqual([ACME]);
    expect(selectWorkspaces([shouted, ACME], ['ACME'])).toEqual([shouted]);
  });

  test('though an accent is composed in another way', () => {
    const cafe = { id: '7', name: 'Caf\u00e9' };
    expect(selectWorkspaces([cafe], ['Cafe\u0301'])).toEqual([cafe]);
    expect(selectWorkspaces([cafe], ['CAFE\u0301'])).toEqual([cafe]);
  });

  test('though ClickUp keeps spaces around its name', () => {
    const padded = { id: '7', name: ' Initech ' };
    expect(selectWorkspaces([padded], ['initech'])).toEqual([padded]);
  });
});

test('selectWorkspaces() gives each Workspace once, in the order of the first entry for it', () => {
  expect(selectWorkspaces(LISTED, ['Globex', ACME.id, 'globex', 'Acme'])).toEqual([GLOBEX, ACME]);
});

test('selectWorkspaces() gives none when none is wanted', () => {
  expect(selectWorkspaces(LISTED, [])).toEqual([]);
});

test.each(['', ' ', '\n\t'])('selectWorkspaces() fails with input_invalid for an empty entry: %j', (entry) => {
  expect(thrownBy(() => selectWorkspaces(LISTED, ['Acme', entry])).failure).toEqual({
    reason: 'input_invalid',
    input: 'workspaces[1]',
    allowed: 'a Workspace ID or name',
  });
});

describe('selectWorkspaces() fails with workspace_not_authorized', () => {
  test('naming every missing entry, the input of the first, and what is seen', () => {
    expect(thrownBy(() => selectWorkspaces(LISTED, ['Acme', ' Hooli ', '9011234099'])).failure).toEqual({
      reason: 'workspace_not_authorized',
      input: 'workspaces[1]',
      missing: [
        { input: 'workspaces[1]', wanted: 'Hooli' },
        { input: 'workspaces[2]', wanted: '9011234099' },
      ],
      visible: LISTED,
      visibleCount: 2,
    });
  });

  test('when the token sees no Workspace', () => {
    const { failure } = thrownBy(() => selectWorkspaces([], ['Acme']));
    expect(failure).toMatchObject({ reason: 'workspace_not_authorized', visible: [], visibleCount: 0 });
  });

  test('with no more of the seen ones than twenty, by id and name only, and their whole number', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ id: `${index}`, name: `Branch ${index}`, color: '#fff' }));
    const { failure } = thrownBy(() => selectWorkspaces(many, ['Acme']));
    expect(failure).toMatchObject({
      visible: many.slice(0, 20).map(({ id, name }) => ({ id, name })),
      visibleCount: 60,
    });
    expect(JSON.stringify(failure)).not.toContain('#fff');
  });

  test('for a part of a name or of an id', () => {
    expect(thrownBy(() => selectWorkspaces(LISTED, ['Acm', '901123408'])).failure).toMatchObject({
      missing: [{ wanted: 'Acm' }, { wanted: '901123408' }],
    });
  });
});

describe('selectWorkspaces() fails with workspace_ambiguous', () => {
  const twins = [
    { id: '1', name: 'Umbrella' },
    { id: '2', name: 'Umbrella' },
    { id: '3', name: 'umbrella' },
  ];

  test('when two have the exact name, with the ids of those two', () => {
    expect(thrownBy(() => selectWorkspaces(twins, ['1', ' Umbrella '])).failure).toEqual({
      reason: 'workspace_ambiguous',
      input: 'workspaces[1]',
      wanted: 'Umbrella',
      candidates: twins.slice(0, 2),
    });
  });

  test('when none has the exact name and several have it in other letters, with all of them', () => {
    expect(thrownBy(() => selectWorkspaces(twins, ['UMBRELLA'])).failure).toMatchObject({ candidates: twins });
  });

  test('with no more than twenty of them', () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ id: `${index}`, name: 'Umbrella' }));
    const { failure } = thrownBy(() => selectWorkspaces(many, ['Umbrella']));
    expect(failure).toMatchObject({ candidates: many.slice(0, 20) });
  });
});

describe('whatever the Workspaces are', () => {
  // Few names, so that they meet: in other letters, composed otherwise, and as another one's id.
  const names = fc.constantFrom(
    'Acme',
    'acme',
    'ACME',
    ' Acme',
    'Globex',
    'Caf\u00e9',
    'Cafe\u0301',
    'CAFÉ',
    '1',
    '2',
    '',
  );
  const ids = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8');
  const listed = fc.uniqueArray(fc.record({ id: ids, name: fc.oneof(names, fc.string()) }), {
    selector: ({ id }) => id,
    maxLength: 8,
  });
  const listedAndPicks = listed
    .filter((all) => all.length > 0)
    .chain((all) => fc.tuple(fc.constant(all), fc.array(fc.constantFrom(...all), { maxLength: 12 })));

  test('ids always win; the order is kept; each comes once', () => {
    fc.assert(
      fc.property(listedAndPicks, ([all, picks]) => {
        const selected = selectWorkspaces(
          all,
          picks.map(({ id }) => ` ${id} `),
        );
        expect(selected).toEqual([...new Set(picks)]);
      }),
    );
  });

  test('a name is taken exactly before it is taken in other letters, and only when it is unique', () => {
    const normalizeName = (name: string): string => name.normalize('NFC').trim();
    const foldCase = (name: string): string => normalizeName(name).toLowerCase();
    fc.assert(
      fc.property(listed, names, (all, name) => {
        fc.pre(name !== '' && !all.some(({ id }) => id === name.trim()));
        const exact = all.filter((one) => normalizeName(one.name) === normalizeName(name));
        const alike = all.filter((one) => foldCase(one.name) === foldCase(name));
        const candidates = exact.length > 0 ? exact : alike;
        const missing = [{ input: 'workspaces[0]', wanted: name.trim() }];
        const expected = [
          { error: { failure: { reason: 'workspace_not_authorized', missing } } },
          { value: candidates },
          { error: { failure: { reason: 'workspace_ambiguous', input: 'workspaces[0]', candidates } } },
        ][Math.min(candidates.length, 2)];
        expect(outcomeOf(() => selectWorkspaces(all, [name]))).toMatchObject(expected ?? {});
      }),
      { numRuns: 500 },
    );
  });

  test('every missing one is named with its input, among those that are there', () => {
    // No id has a letter in front, and no name has this one.
    const foreign = fc.nat().map((number) => `foreign ${number}`);
    fc.assert(
      fc.property(
        listedAndPicks,
        fc.array(fc.oneof(foreign, ids), { minLength: 1, maxLength: 12 }),
        ([all, picks], others) => {
          const wanted = [...picks.map(({ id }) => id), ...others];
          const missing = wanted
            .map((entry, index) => ({ input: `workspaces[${index}]`, wanted: entry }))
            .filter((one) => !all.some(({ id, name }) => id === one.wanted || name.trim() === one.wanted));
          fc.pre(missing.length > 0 && !all.some(({ name }) => /^\s*\d\s*$/.test(name)));
          expect(thrownBy(() => selectWorkspaces(all, wanted)).failure).toEqual({
            reason: 'workspace_not_authorized',
            input: missing[0]?.input,
            missing,
            visible: all,
            visibleCount: all.length,
          });
        },
      ),
    );
  });

  test('any texts are selected, or fail with one of three reasons and bounded lists', () => {
    const anyName = fc.oneof(names, fc.string({ unit: 'binary' }));
    const many = fc.uniqueArray(fc.record({ id: fc.string(), name: anyName }), {
      selector: ({ id }) => id,
      maxLength: 60,
    });
    fc.assert(
      fc.property(many, fc.array(fc.oneof(names, ids, fc.string({ unit: 'binary' }))), (all, wanted) => {
        const outcome = outcomeOf(() => selectWorkspaces(all, wanted));
        const reason = 'error' in outcome ? outcome.error.reason : 'none';
        expect(['none', 'workspace_not_authorized', 'workspace_ambiguous', 'input_invalid']).toContain(reason);
        if ('error' in outcome) expectBounded(outcome.error.failure);
        else expectEachOnce(outcome.value, all, wanted);
      }),
    );
  });
});

function expectBounded(failure: Failure): void {
  const visible = 'visible' in failure ? failure.visible : [];
  const candidates = 'candidates' in failure ? failure.candidates : [];
  expect(Math.max(visible.length, candidates.length)).toBeLessThanOrEqual(20);
}

function expectEachOnce(selected: readonly Workspace[], all: readonly Workspace[], wanted: readonly string[]): void {
  expect(selected.every((one) => all.includes(one))).toBe(true);
  expect(new Set(selected.map(({ id }) => id)).size).toBe(selected.length);
  expect(selected.length).toBeLessThanOrEqual(wanted.length);
}
