import { describe, expect, test } from 'vitest';
import { SourceRefusedError } from '../../../../src/leads/source.ts';
import { exchanges } from '../../../support/api.ts';
import { expectedSignature, headersOf, PUBLIC_URL, type Stage } from '../start-scrupp.ts';

export function describeWebhooks(stage: () => Stage): void {
  const isDelivered = ({ state }: { state: string }) => state === 'delivered';

  describe('webhooks', () => {
    test('S01, S02, S03, S04: a completed task is announced with the URL of its data', async () => {
      const { server, receiver } = stage();
      const { look, delivery } = { ...(await server.account()), ...server };

      const id = await look(['nobody'], {
        webhook_url: `${receiver.url}/completed`,
        external_id: 'row_9481',
        source: 'zapier',
      });
      await delivery(id, isDelivered);
      const sent = await receiver.first('/completed');

      expect(sent.method).toBe('POST');
      expect(headersOf(sent)['content-type']).toBe('application/json');
      expect(JSON.parse(sent.body.toString())).toEqual({
        event: 'task.completed',
        process_id: id,
        status: 'completed',
        result_url: `${PUBLIC_URL}/scrupp/api/v1/task/${id}/data`,
        meta: { endpoint: '/company/linkedin', external_id: 'row_9481', source: 'zapier' },
      });
    });

    test('S02, S03: a failed task is announced by the same event, with an error and without a URL', async () => {
      const { server, receiver } = stage();
      const { look } = await server.account();
      server.leadEngine.play('fails', { discoverFails: new SourceRefusedError('The budget is used up.') });

      const id = await look(['fails in Austin'], { webhook_url: `${receiver.url}/failed` });
      await server.delivery(id, isDelivered);

      expect(JSON.parse((await receiver.first('/failed')).body.toString())).toEqual({
        event: 'task.completed',
        process_id: id,
        status: 'failed',
        error: 'The budget is used up.',
        meta: { endpoint: '/company/linkedin' },
      });
    });

    test('S01, S11: a job of the Jobs API is announced in the same way', async () => {
      const { server, receiver } = stage();
      const { api } = await server.account();
      const body = { type: 'company.name', input: { items: ['nobody'] }, webhook_url: `${receiver.url}/job` };

      const { job_id: id } = (await api.post('/jobs', body)).body;
      await server.delivery(id, isDelivered);

      expect(JSON.parse((await receiver.first('/job')).body.toString())).toMatchObject({
        process_id: id,
        status: 'completed',
        meta: { endpoint: '/jobs' },
      });
    });

    test('S06, S07, S12: an event is signed with the first API key and the time of sending', async () => {
      const { server, receiver } = stage();
      const { key, look } = await server.account();

      const id = await look(['nobody'], { webhook_url: `${receiver.url}/signed` });
      await server.delivery(id, isDelivered);
      const sent = await receiver.first('/signed');
      const { 'x-scrupp-signature': signature, 'x-scrupp-timestamp': timestamp = '' } = headersOf(sent);

      expect(timestamp).toBe(String(server.clock.now() / 1000));
      expect(signature).toBe(expectedSignature(key, sent, timestamp));
      expect(signature).toMatch(/^sha256=[0-9a-f]{64}$/);
    });

    test('S01: a task without a webhook_url sends no event', async () => {
      const { server } = stage();
      const { look, ended } = await server.account();

      const id = await look(['nobody'], { webhook_url: null });
      await ended(id);
      const { deliveries } = (await server.admin.get('/deliveries')).body;

      expect(deliveries.filter(({ job_id: job }: { job_id: string }) => job === String(id))).toEqual([]);
    });

    test('C009, S07: no answer contains a key, except the one that created it', () => {
      const makers = new Set(['/admin/accounts', '/api/keys']);
      const others = exchanges.filter(({ method, url }) => !(method === 'POST' && makers.has(url.pathname)));

      expect(others.length).toBeGreaterThan(100);
      expect(others.filter(({ answer }) => /sk_live_\w{40}/.test(answer.text))).toEqual([]);
    });
  });
}
