import { verifyWebhook } from '@scrapekit/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { startReceiver, type Received, type Receiver } from '../../../support/receiver.ts';
import type { Account, MatchKraftServer } from '../start-matchkraft.ts';

export function describeWebhooks(server: () => MatchKraftServer): void {
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await startReceiver(({ path }, response) =>
      response.writeHead(path.startsWith('/broken') ? 500 : 200).end(),
    );
  });
  afterAll(async () => await receiver.close());

  const endpointsOf = ({ id }: Account) => `/accounts/${id}/webhook-endpoints`;
  const register = async (account: Account, path: string) => {
    const input = { provider: 'matchkraft', url: receiver.url + path };
    return await server().admin.post(endpointsOf(account), input);
  };
  const deliveryOf = async (find: (delivery: Record<string, unknown>) => boolean) =>
    await eventually(
      async () => (await server().admin.get('/deliveries')).body.deliveries.find(find),
      (delivery) => delivery !== undefined && !['pending', 'sending'].includes(delivery.state),
    );
  const received = (path: string) => receiver.received.filter((message) => message.path === path);
  const textOf = ({ body }: Received) => body.toString();

  describe('webhooks', () => {
    test('M04, M05, M06, M09: a completed job is announced by one unsigned POST of four fields', async () => {
      const account = await server().account();
      await register(account, '/completed');
      const jobId = await account.submit('email-validation', ['a@a.example']);

      const delivery = await receiver.first('/completed');
      await deliveryOf(({ job_id: id }) => id === jobId);

      expect(delivery.method).toBe('POST');
      expect(textOf(delivery)).toBe(
        `{"event":"job.completed","jobId":"${jobId}","jobType":"email-validation","status":"COMPLETED"}`,
      );
      expect(delivery.headers.map(([name]) => name.toLowerCase()).toSorted()).toEqual([
        'connection',
        'content-length',
        'content-type',
        'host',
      ]);
      expect(verifyWebhook('matchkraft', delivery, { secrets: [], now: new Date() })).toMatchObject({
        trust: 'hint',
        jobId,
        operation: 'emailValidation',
        status: 'completed',
      });
      expect(received('/completed')).toHaveLength(1);
    });

    test('M05: a failed job is announced by the same event', async () => {
      const account = await server().account();
      await register(account, '/failed');
      const held = server().web.hold('Doomed');
      const person = { firstName: 'Doomed', lastName: 'Byron', website: 'https://a.example' };
      const jobId = await account.submit('email-finder', [person]);
      await account.resultsWhen('email-finder', jobId, ({ status }) => status === 'PROCESSING');

      await account.inDashboard('POST', `/jobs/${jobId}/cancel`);
      const delivery = await receiver.first('/failed');
      held.release();

      expect(textOf(delivery)).toBe(
        `{"event":"job.completed","jobId":"${jobId}","jobType":"email-finder","status":"FAILED"}`,
      );
    });

    test('M04: a new URL of an account replaces the old one', async () => {
      const account = await server().account();
      const { body: first } = await register(account, '/old');
      await register(account, '/new');

      const { body } = await server().admin.get(endpointsOf(account));
      const jobId = await account.submit('domain-scan', ['a.example']);
      await receiver.first('/new');
      await deliveryOf(({ job_id: id }) => id === jobId);

      expect(first.secret).toBeNull();
      expect(body.webhook_endpoints).toMatchObject([{ provider: 'matchkraft', url: `${receiver.url}/new` }]);
      expect(received('/old')).toEqual([]);
    });

    test('M04: a create cannot name a receiver', async () => {
      const { send } = await server().account();
      const wanted = { records: ['a.example'], webhookUrl: `${receiver.url}/own` };

      expect(await send('POST', '/domain-scan', wanted)).toMatchObject({
        status: 400,
        body: { error: 'Unknown field "webhookUrl".', code: 'invalid_job' },
      });
    });

    test('M04: an account without a URL gets no event', async () => {
      const account = await server().account();
      const jobId = await account.submit('domain-scan', ['a.example']);
      await account.ended('domain-scan', jobId);

      const { body: log } = await server().admin.get('/deliveries');

      expect(log.deliveries.filter(({ job_id: id }: { job_id: string }) => id === jobId)).toEqual([]);
    });

    test('M06, M11: a receiver that answers 500 gets no second attempt and stays registered', async () => {
      const account = await server().account();
      await register(account, '/broken');
      const jobId = await account.submit('domain-scan', ['a.example']);

      const delivery = await deliveryOf(({ job_id: id }) => id === jobId);
      const { body } = await server().admin.get(endpointsOf(account));

      expect(delivery).toMatchObject({ state: 'failed', status_code: 500, attempts: 1 });
      expect(received('/broken')).toHaveLength(1);
      expect(body.webhook_endpoints).toMatchObject([{ disabled_reason: null }]);
    });

    test('M08: a test event is well-formed, and its job exists in no account', async () => {
      const account = await server().account();
      const { body: endpoint } = await register(account, '/test');

      const { status, body } = await server().admin.post(`${endpointsOf(account)}/${endpoint.id}/test`);
      const delivery = await receiver.first('/test');
      const event = verifyWebhook('matchkraft', delivery, { secrets: [], now: new Date() });
      const { jobId, jobType } = JSON.parse(textOf(delivery));
      const job = await account.send('GET', `/${jobType}/results/${jobId}`);

      expect(status).toBe(202);
      expect(await deliveryOf(({ id }) => id === body.delivery_id)).toMatchObject({
        state: 'delivered',
        job_id: null,
      });
      expect(event).toMatchObject({ trust: 'hint', type: 'job.completed', jobId });
      expect(job.status).toBe(404);
    });

    test.each([['http://example.com/'], ['not a url'], [undefined], ['https://user:pw@example.com/']])(
      'M04: the URL %j cannot be registered',
      async (url) => {
        const { id } = await server().account();

        const answer = await server().admin.post(`/accounts/${id}/webhook-endpoints`, {
          provider: 'matchkraft',
          url,
        });

        expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid_webhook' } } });
      },
    );

    test('M04, M09: a registration takes nothing but the URL', async () => {
      const { id } = await server().account();
      const wanted = { provider: 'matchkraft', url: receiver.url, secret: 'mine' };

      const { status, body } = await server().admin.post(`/accounts/${id}/webhook-endpoints`, wanted);

      expect([status, body.error.message]).toEqual([400, 'Unknown field "secret".']);
    });
  });
}
