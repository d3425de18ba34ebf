import { describe, expect, test } from 'vitest';
import { fromMatchkraft } from './genuine.ts';
import { accept, judge } from './judge.ts';

const hint = JSON.parse(fromMatchkraft.body.toString()) as Record<string, unknown>;

const saying = (changes: Readonly<Record<string, unknown>>) => ({
  body: Buffer.from(JSON.stringify({ ...hint, ...changes })),
});

test('M05: the documented notification is an event marked as a hint', () => {
  expect(accept(fromMatchkraft)).toEqual({
    provider: 'matchkraft',
    trust: 'hint',
    readable: true,
    type: 'job.completed',
    jobId: '20f70187-b941-4bb0-b10f-599b025fc425',
    operation: 'email-validation',
    deduplicationKey: 'matchkraft:20f70187-b941-4bb0-b10f-599b025fc425',
    payload: hint,
  });
});

test('M09: a notification is a hint, also when secrets are configured', () => {
  expect(accept(fromMatchkraft, { secrets: ['whsec_x'] })).toMatchObject({ trust: 'hint' });
  expect(accept(fromMatchkraft, { secrets: [] })).toMatchObject({ trust: 'hint' });
  expect(accept(fromMatchkraft, { headers: {} })).toMatchObject({ trust: 'hint' });
});

test('a notification with additional fields is accepted', () => {
  expect(judge(fromMatchkraft, saying({ jobName: 'My Job', status: 'FAILED' }))).toBe('accepted');
});

describe('M09: a notification is rejected as malformed', () => {
  test.each([
    { event: 'job.created' },
    { event: undefined },
    { jobId: '../../account' },
    { jobId: '20f70187-b941-4bb0-b10f-599b025fc425/../x' },
    { jobId: '20f70187b9414bb0b10f599b025fc425' },
    { jobId: ['20f70187-b941-4bb0-b10f-599b025fc425'] },
    { jobId: 7 },
    { jobId: null },
    { jobType: 'email-finder/../../x' },
    { jobType: 'constructor' },
    { jobType: undefined },
    { status: 'PENDING' },
    { status: undefined },
  ])('with the change %j', (changes) => {
    expect(judge(fromMatchkraft, saying(changes))).toBe('malformed_hint');
  });

  test.each(['', 'null', '[]', '"job.completed"', '{', 'event=job.completed', '\u0000'])(
    'with the body %j',
    (text) => {
      expect(judge(fromMatchkraft, { body: Buffer.from(text) })).toBe('malformed_hint');
    },
  );

  test('with a body that is not UTF-8', () => {
    const broken = Buffer.concat([
      fromMatchkraft.body.subarray(0, -1),
      Buffer.from(',"x":"\xff"}', 'latin1'),
    ]);

    expect(judge(fromMatchkraft, { body: broken })).toBe('malformed_hint');
  });
});
