import * as fc from 'fast-check';
import type { Failure } from '../../src/failure.js';
import type { Workspace } from '../../src/types.js';
import { explain } from '../../src/explain.js';
import { missingEntry, select, selectWorkspaces } from '../../src/select.js';
import { outcomeOf, catchAuthError } from './auth-errors.js';

const ACME = { id: '9011234080', name: 'Acme' };
const GLOBEX = { id: '9011234081', name: 'Globex' };
const LISTED = [ACME, GLOBEX];

describe('selectWorkspaces() finds a Workspace', () => {
  test.each([
    ['ID', '9011234081'],
    ['ID between spaces', ' 9011234081\n'],
    ['name', 'Globex'],
    ['name between spaces', ' Globex '],
    ['name in another case', 'gLOBEX'],
  ])('by %s', (_, entry) => {
    expect(selectWorkspaces(LISTED, [entry])).toEqual([GLOBEX]);
  });

  test('and returns it with all its fields', () => {
    const whole: Workspace = { ...ACME, color: '#7b68ee', role: 'owner', memberCount: 12 };
    const [found] = selectWorkspaces([whole], ['Acme']);
    expect(found).toBe(whole);
  });

  test('by ID when another Workspace has that ID as its name', () => {
    expect(selectWorkspaces([{ id: '7', name: ACME.id }, ACME], [ACME.id])).toEqual([ACME]);
  });

  test('by exact name when another Workspace has the name in another case', () => {
    const upperCase = { id: '7', name: 'ACME' };
    expect(selectWorkspaces([upperCase, ACME], ['Acme'])).toEqual([ACME]);
    expect(selectWorkspaces([upperCase, ACME], ['ACME'])).toEqual([upperCase]);
  });

  test('by name in another Unicode normalization form', () => {
    const cafe = { id: '7', name: 'Caf\u00e9' };
    expect(selectWorkspaces([cafe], ['Cafe\u0301'])).toEqual([cafe]);
    expect(selectWorkspaces([cafe], ['CAFE\u0301'])).toEqual([cafe]);
  });

  test('by name when ClickUp returns it with surrounding spaces', () => {
    const padded = { id: '7', name: ' Initech ' };
    expect(selectWorkspaces([padded], ['initech'])).toEqual([padded]);
  });
});

test('selectWorkspaces() returns each Workspace once, in the order of the first entry for it', () => {
  expect(selectWorkspaces(LISTED, ['Globex', ACME.id, 'globex', 'Acme'])).toEqual([GLOBEX, ACME]);
});

test('selectWorkspaces() returns no Workspaces when none is required', () => {
  expect(selectWorkspaces(LISTED, [])).toEqual([]);
});

test.each(['', ' ', '\n\t'])('selectWorkspaces() fails with input_invalid for an empty entry: %j', (entry) => {
  expect(catchAuthError(() => selectWorkspaces(LISTED, ['Acme', entry])).failure).toEqual({
    reason: 'input_invalid',
    input: 'workspaces[1]',
    allowed: 'a Workspace ID or name',
  });
});

describe('selectWorkspaces() fails with workspace_not_authorized', () => {
  test('with every missing entry, the input of the first one, and the authorized Workspaces', () => {
    expect(catchAuthError(() => selectWorkspaces(LISTED, ['Acme', ' Hooli ', '9011234099'])).failure).toEqual({
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

  test('when the token has access to no Workspaces', () => {
    const { failure } = catchAuthError(() => selectWorkspaces([], ['Acme']));
    expect(failure).toMatchObject({ reason: 'workspace_not_authorized', visible: [], visibleCount: 0 });
  });

  test('with ID and name of at most 20 authorized Workspaces, and their number', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ id: `${index}`, name: `Branch ${index}`, color: '#fff' }));
    const { failure } = catchAuthError(() => selectWorkspaces(many, ['Acme']));
    expect(failure).toMatchObject({
      visible: many.slice(0, 20).map(({ id, name }) => ({ id, name })),
      visibleCount: 60,
    });
    expect(JSON.stringify(failure)).not.toContain('#fff');
  });

  test('for a part of a name or an ID', () => {
    expect(catchAuthError(() => selectWorkspaces(LISTED, ['Acm', '901123408'])).failure).toMatchObject({
      missing: [{ wanted: 'Acm' }, { wanted: '901123408' }],
    });
  });
});

describe('selectWorkspaces() fails with workspace_ambiguous', () => {
  const sameName = [
    { id: '1', name: 'Umbrella' },
    { id: '2', name: 'Umbrella' },
    { id: '3', name: 'umbrella' },
  ];

  test('when two Workspaces have the exact name, with these two', () => {
    expect(catchAuthError(() => selectWorkspaces(sameName, ['1', ' Umbrella '])).failure).toEqual({
      reason: 'workspace_ambiguous',
      input: 'workspaces[1]',
      wanted: 'Umbrella',
      candidates: sameName.slice(0, 2),
    });
  });

  test('when several Workspaces have the name in another case, with all of them', () => {
    expect(catchAuthError(() => selectWorkspaces(sameName, ['UMBRELLA'])).failure).toMatchObject({
      candidates: sameName,
    });
  });

  test('with at most 20 candidates', () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ id: `${index}`, name: 'Umbrella' }));
    const { failure } = catchAuthError(() => selectWorkspaces(many, ['Umbrella']));
    expect(failure).toMatchObject({ candidates: many.slice(0, 20) });
  });
});

describe('C33: an entry of digits is an ID and matches no name', () => {
  test.each([
    ['the digits', '9011234099', '9011234099'],
    ['the digits between spaces', ' 9011234099\u00a0', '\u30009011234099 '],
    ['full-width digits', '９０１１２３４０９９', '９０１１２３４０９９'],
    ['full-width digits as a name', '9011234099', '９０１１２３４０９９'],
    ['Arabic digits', '٩٠١١٢٣٤٠٩٩', '٩٠١١٢٣٤٠٩٩'],
    ['Arabic digits as a name', '9011234099', '٩٠١١٢٣٤٠٩٩'],
    ['Persian digits as a name', '9011234099', '۹۰۱۱۲۳۴۰۹۹'],
    ['Devanagari digits', '९०११२३४०९९', '9011234099'],
    ['bold digits', '𝟗𝟎𝟏𝟏𝟐𝟑𝟒𝟎𝟗𝟗', '9011234099'],
    ['digits of two scripts', '9०११٢٣٤०९９', '9011234099'],
    ['the second run of Tai Laing digits', '\u{116da}\u{116db}', '01'],
    ['superscript digits', '²³', '²³'],
    ['a zero-width space', '\u200b9011234099', '\u200b9011234099'],
    ['a byte order mark in the name', '9011234099', '\ufeff9011234099\u202c'],
  ])('%s', (_, entry, name) => {
    const { failure } = catchAuthError(() => selectWorkspaces([ACME, { id: '7', name }], [entry]));
    expect(failure).toMatchObject({
      reason: 'workspace_not_authorized',
      missing: [{ input: 'workspaces[0]', wanted: entry.trim(), named: [{ id: '7', name }] }],
    });
    expect(explain(failure).happened).toContain('is treated as an ID, not as a name.');
    expect(explain(failure).happened).toContain('is only the name of Workspace 7.');
  });

  test.each(['9011234099x', 'Team 9011234099', '9011 234099', '1.5', '-1', '½'])('but %s is a name', (name) => {
    expect(selectWorkspaces([{ id: '7', name }], [name])).toEqual([{ id: '7', name }]);
  });

  test('and the failure lists no Workspace when none has this name', () => {
    const { failure } = catchAuthError(() => selectWorkspaces(LISTED, ['9011234099']));
    expect(failure).toMatchObject({ missing: [{ input: 'workspaces[0]', wanted: '9011234099' }] });
    expect(explain(failure).happened).not.toContain('only the name');
  });

  test('in time that grows with the length of a name', () => {
    const timeFor = (length: number): number => {
      const name = `1${' '.repeat(length)}x`;
      const start = performance.now();
      for (let run = 0; run < 20; run += 1) catchAuthError(() => selectWorkspaces([{ id: '7', name }], ['2']));
      return performance.now() - start;
    };
    timeFor(1000);
    expect(timeFor(80_000) / timeFor(10_000)).toBeLessThan(40);
  });
});

describe('for all Workspaces', () => {
  // Few names, so that they collide: in another case, in another normalization form, and as the ID of another Workspace.
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

  test('selectWorkspaces() prefers IDs, keeps the order and returns each Workspace once', () => {
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

  test('selectWorkspaces() matches a name exactly first, then case-insensitively if unique', () => {
    const normalizeName = (name: string): string => name.normalize('NFC').trim();
    const foldCase = (name: string): string => normalizeName(name).toLowerCase();
    fc.assert(
      fc.property(listed, names, (all, name) => {
        fc.pre(name !== '' && !all.some(({ id }) => id === name.trim()));
        const isDigits = /^\d+$/.test(name);
        const exact = all.filter((one) => normalizeName(one.name) === normalizeName(name));
        const alike = all.filter((one) => foldCase(one.name) === foldCase(name));
        const candidates = isDigits ? [] : exact.length > 0 ? exact : alike;
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

  test('selectWorkspaces() lists every missing entry with its input', () => {
    // No ID and no name has this form.
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
          expect(catchAuthError(() => selectWorkspaces(all, wanted)).failure).toEqual({
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

  test('selectWorkspaces() returns Workspaces or fails with one of three reasons and lists of at most 20', () => {
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
        if ('error' in outcome) expectShortLists(outcome.error.failure);
        else expectEachOnce(outcome.value, all, wanted);
      }),
    );
  });
});

function expectShortLists(failure: Failure): void {
  const visible = 'visible' in failure ? failure.visible : [];
  const candidates = 'candidates' in failure ? failure.candidates : [];
  expect(Math.max(visible.length, candidates.length)).toBeLessThanOrEqual(20);
}

function expectEachOnce(selected: readonly Workspace[], all: readonly Workspace[], wanted: readonly string[]): void {
  expect(selected.every((one) => all.includes(one))).toBe(true);
  expect(new Set(selected.map(({ id }) => id)).size).toBe(selected.length);
  expect(selected.length).toBeLessThanOrEqual(wanted.length);
}

test.each([
  ['IDs', (index: number) => String(9_011_000_000 + index)],
  ['names', (index: number) => `Workspace ${index}`],
  ['names in another case', (index: number) => `WORKSPACE ${index}`],
  ['IDs that are missing', (index: number) => String(index)],
])(
  'P9: selecting required Workspaces by %s reads each Workspace a few times, however many are required',
  (_, entry) => {
    const COUNT = 20_000;
    let reads = 0;
    const workspaces = Array.from({ length: COUNT }, (_unused, index) => ({
      get id() {
        reads += 1;
        return String(9_011_000_000 + index);
      },
      get name() {
        reads += 1;
        return `Workspace ${index}`;
      },
    }));
    select(
      workspaces,
      Array.from({ length: COUNT }, (_unused, index) => entry(index)),
    );
    expect(reads / COUNT).toBeLessThan(10);
  },
);

test('missingEntry() names the Workspaces whose name is the required ID', () => {
  expect(missingEntry([{ id: '7', name: '42' }], '42')).toEqual({ wanted: '42', named: [{ id: '7', name: '42' }] });
  expect(missingEntry(LISTED, 'Initech')).toEqual({ wanted: 'Initech' });
});
