import { describe, expect, test } from 'vitest';
import { isTerminal, jobStatuses, statusesBefore } from '../../src/jobs/job.ts';

describe('job states', () => {
  test('C092: allow the documented moves only', () => {
    const moves = jobStatuses.flatMap((to) => statusesBefore(to).map((from) => `${from}→${to}`));

    expect(moves.sort()).toEqual([
      'queued→cancelled',
      'queued→failed',
      'queued→running',
      'running→cancelled',
      'running→completed',
      'running→failed',
    ]);
  });

  test('C092: end in three states that nothing leaves', () => {
    expect(jobStatuses.filter(isTerminal)).toEqual(['completed', 'failed', 'cancelled']);
  });
});
