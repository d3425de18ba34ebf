import { describe, expect, test } from 'vitest';
import { SourceRefusedError } from '../../../../src/leads/source.ts';
import type { Stage } from '../start-scrupp.ts';

export function describeJobs(stage: () => Stage): void {
  const newJob = async (items: readonly string[]) => {
    const account = await stage().server.account();
    const created = await account.api.post('/jobs', { type: 'company.name', input: { items } });
    const { job_id: id } = created.body as { job_id: number };
    return { ...account, created, id };
  };

  describe('the Jobs API', () => {
    test('S11: a job is queued, then running, and has its result once it has succeeded', async () => {
      const held = stage().server.leadEngine.play('job', { places: 1, holdFrom: 0 });
      const { api, created, id, ended } = await newJob(['job in Austin']);

      await expect
        .poll(async () => (await api.get(`/jobs/${id}`)).body.status, { interval: 200 })
        .toBe('running');
      const running = await api.get(`/jobs/${id}`);
      const early = await api.get(`/jobs/${id}/result`);
      held.release();
      await ended(id);
      const done = await api.get(`/jobs/${id}`);
      const result = await api.get(`/jobs/${id}/result`);

      expect([created.status, created.body]).toEqual([202, { job_id: id, id: String(id), status: 'queued' }]);
      expect(running.body).toEqual({
        job_id: id,
        id: String(id),
        type: 'company.name',
        status: 'running',
        retry_after: 2,
      });
      expect([early.status, early.body.error_code]).toEqual([409, 'not_finished']);
      expect(typeof early.body.message).toBe('string');
      expect(done.body).toMatchObject({ status: 'succeeded' });
      expect(done.body).not.toHaveProperty('retry_after');
      expect(result.body.data).toMatchObject({ total: 1, items: [{ company_name: 'Place 0' }] });
    });

    test('S11: a failed job has the reason and no result', async () => {
      stage().server.leadEngine.play('no job', {
        discoverFails: new SourceRefusedError('The budget is used up.'),
      });
      const { api, id, ended } = await newJob(['no job in Austin']);

      await ended(id);
      const result = await api.get(`/jobs/${id}/result`);

      expect((await api.get(`/jobs/${id}`)).body).toMatchObject({
        status: 'failed',
        error: 'The budget is used up.',
      });
      expect([result.status, result.body.error_code]).toEqual([409, 'job_failed']);
      expect(result.body.message).toContain('The budget is used up.');
    });

    test('S11: each API reads jobs of the other, since an event names its job only by the number', async () => {
      const { api, id, ended, look } = await newJob(['nobody']);
      await ended(id);
      const task = await look(['nobody']);
      await ended(task);

      expect((await api.get(`/task/${id}/data`)).body.total).toBe(1);
      expect((await api.get(`/jobs/${task}/result`)).body.data.total).toBe(1);
      expect((await api.get(`/jobs/${task}`)).body.type).toBeNull();
    });

    test('S11: the balance is returned in credits', async () => {
      const { api } = await stage().server.account(12.345);

      expect((await api.get('/account/credits')).body).toEqual({ credits: 12.345 });
    });

    test.each([
      ['an unknown type', { type: 'linkedin.search', input: { items: ['a'] } }, 'unsupported_type'],
      ['no type', { input: { items: ['a'] } }, 'unsupported_type'],
      [
        'the name of an inherited property as type',
        { type: 'toString', input: { items: ['a'] } },
        'unsupported_type',
      ],
      ['no input', { type: 'company.name' }, 'invalid_request'],
      ['an unknown field', { type: 'company.name', input: { items: ['a'] }, max: 1 }, 'invalid_request'],
      [
        'an unknown field of the input',
        { type: 'company.name', input: { items: ['a'], Max: 1 } },
        'invalid_request',
      ],
      ['an input without items', { type: 'company.name', input: {} }, 'invalid_request'],
      [
        'a bad webhook',
        { type: 'company.name', input: { items: ['a'] }, webhook_url: 'x' },
        'invalid_webhook_url',
      ],
    ])('S11: a create with %s is refused with 400, a message and an error_code', async (_, body, code) => {
      const { api } = await stage().server.account();

      const answer = await api.post('/jobs', body);

      expect([answer.status, answer.body.error_code]).toEqual([400, code]);
      expect(typeof answer.body.message).toBe('string');
    });
  });
}
