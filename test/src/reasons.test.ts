import { REASONS } from '../../src/reasons.js';
import { SAMPLES } from './samples.js';

test('every reason has a category', () => {
  expect(Object.keys(REASONS).toSorted()).toEqual(Object.keys(SAMPLES).toSorted());
});

test.each([
  [
    'credential',
    [
      'token_missing',
      'token_malformed',
      'token_rejected',
      'workspace_not_authorized',
      'workspace_ambiguous',
      'user_unexpected',
      'token_kind_unexpected',
      'role_insufficient',
      'workspace_unexpected',
      'resource_inaccessible',
      'permission_insufficient',
    ],
  ],
  ['configuration', ['input_invalid']],
  [
    'service',
    ['rate_limited', 'clickup_unavailable', 'unreachable', 'timed_out', 'reply_malformed', 'request_refused'],
  ],
  ['run', ['cancelled']],
])('the category %s contains %j', (category, reasons) => {
  const found = Object.entries(REASONS).filter(([, one]) => one.category === category);
  expect(found.map(([reason]) => reason)).toEqual(reasons);
});
