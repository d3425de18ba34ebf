import { describe, expect, test } from 'vitest';
import { isTerminal, jobStatuses, statusesBefore } from '../../src/jobs/job.ts';

describe('job states', () => {
  test('C092: a job changes between the documented statuses only', () => {
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

  test('C092: completed, failed and cancelled are final', () => {
    expect(jobStatuses.filter(isTerminal)).toEqual(['completed', 'failed', 'cancelled']);
  });
});
