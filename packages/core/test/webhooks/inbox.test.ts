import { expect, test, vi } from 'vitest';
import { waitForJob } from '../../src/jobs/wait-for-job.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import type { WebhookEvent } from '../../src/webhook-event.ts';
import { createInbox } from '../../src/webhooks/inbox.ts';
import { MemoryClaims } from '../../src/webhooks/claims.ts';
import { MemoryEvents } from '../../src/webhooks/kept-events.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const aboutNothing: WebhookEvent = {
  provider: 'scrapenest',
  trust: 'signed',
  readable: true,
  type: 'job.completed',
  deduplicationKey: 'scrapenest:evt_1',
  payload: { a: 1 },
};
const event: WebhookEvent = { ...aboutNothing, jobId: 'job_01' };

function scene() {
  const clock = new FakeClock(1_000_000);
  return { clock, inbox: createInbox({ clock }) };
}

test('an event is claimed once', async () => {
  const { inbox } = scene();

  expect(await inbox.claim(event, HOUR_MS)).toBeDefined();
  expect(await inbox.claim(event, HOUR_MS)).toBeUndefined();
});

test('a settled claim lasts for the retention time', async () => {
  const { clock, inbox } = scene();
  await (await inbox.claim(event, HOUR_MS))?.settle();

  clock.advance(HOUR_MS - 1);
  expect(await inbox.claim(event, HOUR_MS)).toBeUndefined();
  clock.advance(1);
  expect(await inbox.claim(event, HOUR_MS)).toBeDefined();
});

test('an unsettled claim ends after a minute', async () => {
  const { clock, inbox } = scene();
  await inbox.claim(event, HOUR_MS);

  clock.advance(MINUTE_MS - 1);
  expect(await inbox.claim(event, HOUR_MS)).toBeUndefined();
  clock.advance(1);
  expect(await inbox.claim(event, HOUR_MS)).toBeDefined();
});

test('a released claim ends at once', async () => {
  const { inbox } = scene();
  await (await inbox.claim(event, HOUR_MS))?.release();

  expect(await inbox.claim(event, HOUR_MS)).toBeDefined();
});

test('N02: an equal event id or an equal message id marks a repeated delivery', async () => {
  const { inbox } = scene();
  await inbox.claim({ ...event, messageId: 'msg_1' }, HOUR_MS);

  expect(await inbox.claim({ ...event, messageId: 'msg_2' }, HOUR_MS)).toBeUndefined();
  expect(
    await inbox.claim({ ...event, messageId: 'msg_1', deduplicationKey: 'scrapenest:evt_2' }, HOUR_MS),
  ).toBeUndefined();
  expect(
    await inbox.claim({ ...event, messageId: 'msg_2', deduplicationKey: 'scrapenest:evt_2' }, HOUR_MS),
  ).toBeDefined();
});

test('events without a message id are distinguished by their deduplication keys', async () => {
  const { inbox } = scene();
  await inbox.claim(event, HOUR_MS);

  expect(await inbox.claim({ ...event, deduplicationKey: 'scrapenest:evt_2' }, HOUR_MS)).toBeDefined();
});

test('two providers can use the same message id', async () => {
  const { inbox } = scene();
  await inbox.claim({ ...event, messageId: 'msg_1' }, HOUR_MS);

  const other = { ...event, provider: 'another', messageId: 'msg_1', deduplicationKey: 'another:evt_1' };

  expect(await inbox.claim(other, HOUR_MS)).toBeDefined();
});

test('C185: a delivery ends the sleep of the client that waits for its job', async () => {
  const { clock, inbox } = scene();
  const statuses = ['running', 'completed'] as const;
  let polls = 0;

  const job = waitForJob({
    refresh: () => {
      const status = statuses[polls++] ?? 'completed';
      if (status === 'running') inbox.wake('job_01');
      return Promise.resolve({ id: 'job_01', operation: 'scrape', status, raw: {} });
    },
    nudge: (signal) => inbox.nudge('job_01', signal),
    cadence: [{ every: 60 }],
    clock,
    random: () => 0.5,
    timeoutMs: HOUR_MS,
    signal: new AbortController().signal,
  });

  await expect(job).resolves.toMatchObject({ status: 'completed' });
  expect(clock.slept).toEqual([]);
});

test('an outcome is kept for the retention time', async () => {
  const { clock, inbox } = scene();
  await inbox.keep(event, { retentionMs: HOUR_MS, bytes: 10 });

  expect(await inbox.find('job_01')).toEqual(event);
  clock.advance(HOUR_MS);
  expect(await inbox.find('job_01')).toBeUndefined();
});

test('an event without a job id is not kept', async () => {
  const { clock } = scene();
  const events = { get: vi.fn(), put: vi.fn() };

  await createInbox({ clock, events }).keep(aboutNothing, { retentionMs: HOUR_MS, bytes: 10 });

  expect(events.put).not.toHaveBeenCalled();
});

test.each(['queued', 'running'] as const)('an event with the status %s is not kept', async (status) => {
  const { inbox } = scene();
  await inbox.keep({ ...event, status }, { retentionMs: HOUR_MS, bytes: 10 });

  expect(await inbox.find('job_01')).toBeUndefined();
});

test.each(['completed', 'failed', 'cancelled'] as const)(
  'an event with the status %s is kept',
  async (status) => {
    const { inbox } = scene();
    await inbox.keep({ ...event, status }, { retentionMs: HOUR_MS, bytes: 10 });

    expect(await inbox.find('job_01')).toMatchObject({ status });
  },
);

test('F13: an event with an unsigned job id never replaces an outcome, and a signed one does', async () => {
  const { inbox } = scene();
  const unsigned = { ...aboutNothing, unsignedJobId: 'job_01' };
  await inbox.keep({ ...unsigned, payload: 1 }, { retentionMs: HOUR_MS, bytes: 10 });
  await inbox.keep({ ...unsigned, payload: 2 }, { retentionMs: HOUR_MS, bytes: 10 });
  expect(await inbox.find('job_01')).toMatchObject({ payload: 1 });

  await inbox.keep({ ...event, payload: 3 }, { retentionMs: HOUR_MS, bytes: 10 });
  await inbox.keep({ ...unsigned, payload: 4 }, { retentionMs: HOUR_MS, bytes: 10 });
  expect(await inbox.find('job_01')).toMatchObject({ payload: 3 });
});

test('a signed job id has priority over an unsigned one', async () => {
  const { inbox } = scene();
  await inbox.keep({ ...event, unsignedJobId: 'job_02' }, { retentionMs: HOUR_MS, bytes: 10 });

  expect(await inbox.find('job_01')).toBeDefined();
  expect(await inbox.find('job_02')).toBeUndefined();
});

test('two inboxes over one store share claims and events', async () => {
  const { clock } = scene();
  const stores = { claims: new MemoryClaims(clock), events: new MemoryEvents(clock) };
  const [first, second] = [createInbox({ clock, ...stores }), createInbox({ clock, ...stores })];
  await first.claim(event, HOUR_MS);
  await first.keep(event, { retentionMs: HOUR_MS, bytes: 10 });

  expect(await second.claim(event, HOUR_MS)).toBeUndefined();
  expect(await second.find('job_01')).toEqual(event);
});
