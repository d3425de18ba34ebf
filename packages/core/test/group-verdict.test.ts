import { expect, test } from 'vitest';
import { groupVerdict } from '../src/group-verdict.ts';

test.each([
  ['safe', 'deliverable'],
  ['role', 'deliverable'],
  ['valid', 'deliverable'],
  ['catch_all', 'risky'],
  ['inbox_full', 'risky'],
  ['disposable', 'do-not-send'],
  ['invalid', 'do-not-send'],
  ['disabled', 'do-not-send'],
  ['unknown', 'retry'],
  ['toString', undefined],
  ['a status of tomorrow', undefined],
])('C148, C150: %s is %s', (status, group) => {
  expect(groupVerdict(status)).toBe(group);
});
