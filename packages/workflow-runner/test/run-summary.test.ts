import { expect, test } from 'vitest';
import { describeVerdicts, explainCount } from '../src/run-summary.ts';

const search = { query: 'coffee roasters', location: 'Portland, ME', maxLeads: 40 };
const job = (done: number, status: 'completed' | 'cancelled' = 'completed') => ({
  status,
  progress: { done, total: done },
});

test('says why a job has fewer leads than were asked for', () => {
  expect(explainCount(job(5), { search, balance: 99_000 })).toBe(
    '5 of the 40 that were asked for, because there are no more results for "coffee roasters" in "Portland, ME"',
  );
  expect(explainCount(job(5), { search, balance: 14 })).toBe(
    '5 of the 40 that were asked for, because the balance paid for no more',
  );
});

test('explains nothing about a full number, a search without a limit or a cancelled job', () => {
  expect(explainCount(job(40), { search, balance: 99_000 })).toBeUndefined();
  expect(explainCount(job(5), { search: { ...search, maxLeads: 0 }, balance: 9 })).toBeUndefined();
  expect(explainCount(job(5, 'cancelled'), { search, balance: 99_000 })).toBeUndefined();
});

test('counts the verdicts, the most frequent one first', () => {
  const leads = ['safe', '', 'catch_all', 'safe'].map((verdict) => ({
    ...{ name: 'A', phone: '', website: '', rating: '', emails: '' },
    verdict,
  }));

  expect(describeVerdicts(leads)).toBe('2 safe, 1 catch_all, 1 without an address');
});
