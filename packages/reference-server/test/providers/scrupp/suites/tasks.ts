import { describe, expect, test } from 'vitest';
import { SourceRefusedError } from '../../../../src/leads/source.ts';
import type { Stage } from '../start-scrupp.ts';

export function describeTasks(stage: () => Stage): void {
  describe('the Task API', () => {
    test('S01, S09: a new task is queued and has its rows once it is completed', async () => {
      const { account, leadEngine } = stage().server;
      const { api, ended } = await account();
      leadEngine.play('tasks', { places: 2 });

      const created = await api.post('/company/linkedin', { items: ['tasks in Austin', 'nobody'] });
      const { process_id: id } = created.body;
      const status = await ended(id);
      const { body: data } = await api.get(`/task/${id}/data`);

      expect([created.status, created.body]).toEqual([
        202,
        { process_id: expect.any(Number), status: 'queued' },
      ]);
      expect(status).toEqual({ process_id: id, status: 'completed' });
      expect(data.total).toBe(3);
      expect(data.items[0]).toEqual({
        item: 'tasks in Austin',
        found: true,
        reason: null,
        company_name: 'Place 0',
        company_domain: 'place-0.example',
        company_linkedin: null,
        company_website: 'https://place-0.example/',
        company_phone: '+1 512 555 0142',
        company_address: '0 Main St, Austin, TX 78701',
        company_category: 'Dentist',
        emails: [{ email: 'info@place-0.example', status: 'safe', score: 95 }],
      });
      expect(data.items[2]).toMatchObject({ item: 'nobody', found: false, company_name: null, emails: [] });
    });

    test('S02: process ids are rising numbers', async () => {
      const { look } = await stage().server.account();

      const [first, second] = [await look(['nobody']), await look(['nobody'])];

      expect(second).toBeGreaterThan(first);
      expect(Number.isSafeInteger(first)).toBe(true);
    });

    test('S09: the data of a running task are the rows written so far', async () => {
      const { account, leadEngine } = stage().server;
      const { api, look, ended } = await account();
      const held = leadEngine.play('early', { places: 30, holdFrom: 25 });
      const id = await look(['early in Austin'], { max: 30 });
      const read = async () => (await api.get(`/task/${id}/data`)).body;

      const empty = await read();
      await expect.poll(async () => (await read()).total, { interval: 300, timeout: 100_000 }).toBe(25);
      const status = (await api.get(`/task/${id}/status`)).body.status;
      held.release();
      await ended(id);

      expect(empty.total).toBe(empty.items.length);
      expect(status).toBe('running');
      expect((await read()).items).toHaveLength(30);
    });

    test('S09: a task fails with the reason when the source refuses to continue', async () => {
      const { account, leadEngine } = stage().server;
      const { look, ended } = await account();
      leadEngine.play('refused', { discoverFails: new SourceRefusedError('The budget is used up.') });

      const id = await look(['refused in Austin']);

      expect(await ended(id)).toEqual({ process_id: id, status: 'failed', error: 'The budget is used up.' });
    });

    test('a task costs nothing and runs on an empty balance', async () => {
      const { account, admin } = stage().server;
      const { id: accountId, look, ended, api } = await account(0);

      await ended(await look(['nobody']));

      expect((await api.get('/account/credits')).body).toEqual({ credits: 0 });
      expect((await admin.get(`/ledger/${accountId}`)).body.lines).toEqual([]);
    });

    test('S09: a task that was cancelled in the dashboard is reported as failed', async () => {
      const { account, leadEngine } = stage().server;
      const { look, ended, dashboard } = await account();
      leadEngine.play('cancelled', { places: 1, holdFrom: 0 });
      const id = await look(['cancelled in Austin']);

      const browse = await dashboard();
      const cancelled = await browse('POST', `/dashboard/jobs/${id}/cancel`);

      expect(cancelled.status).toBeLessThan(400);
      expect(await ended(id)).toMatchObject({
        status: 'failed',
        error: 'It was cancelled in the dashboard.',
      });
    });

    test.each([
      ['no items', {}, 'items must be a list'],
      ['an empty list', { items: [] }, 'items must be a list'],
      ['a blank item', { items: [' '] }, 'items must be a list'],
      ['an item that is not text', { items: [1] }, 'items must be a list'],
      ['max 0', { items: ['a'], max: 0 }, 'max must be a whole number'],
      ['a fraction as max', { items: ['a'], max: 1.5 }, 'max must be a whole number'],
      ['an external id that is not text', { items: ['a'], external_id: 7 }, 'external_id must be text'],
      ['a plain http webhook', { items: ['a'], webhook_url: 'http://x.example/' }, 'webhook_url must be'],
      ['a misspelled max', { items: ['a'], Max: 1 }, 'Unknown field "Max". Did you mean "max"?'],
      ['an unknown field', { items: ['a'], filter: 'x' }, 'Unknown field "filter".'],
      ['a webhook that is not text', { items: ['a'], webhook_url: 1 }, 'webhook_url must be'],
    ])(
      'S10: a create with %s is refused with 400 and an error that names the mistake',
      async (_, body, error) => {
        const { api } = await stage().server.account();

        const answer = await api.post('/company/linkedin', body);

        expect(answer.status).toBe(400);
        expect(answer.body.error).toContain(error);
      },
    );

    test('a task of another account is answered like a task that does not exist', async () => {
      const { account } = stage().server;
      const id = await (await account()).look(['nobody']);
      const { api } = await account();

      const answers = await Promise.all(
        [`/task/${id}/status`, `/task/${id}/data`, `/jobs/${id}`, '/task/0/status', '/task/x/data'].map(
          async (path) => (await api.get(path)).status,
        ),
      );

      expect(new Set(answers)).toEqual(new Set([404]));
    });
  });
}
