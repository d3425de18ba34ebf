import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createApi, type Answer } from '../../support/api.ts';
import { startReceiver } from '../../support/receiver.ts';
import type { TestServer } from '../../support/test-server.ts';

const refusal = ({ status, body }: Answer) => [status, body.error.code];

export function describeKeys(server: () => TestServer): void {
  const open = async () => {
    const account = await server().account(1);
    return { account, dashboard: await server().dashboard(account) };
  };

  describe('keys', () => {
    test('C008, C009, C010: are shown once, listed by their first characters, and refused after they are deleted', async () => {
      const { account, dashboard } = await open();

      const { status, body: added } = await dashboard.send('POST', '/keys', {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'n8n' }),
      });
      const { body: listed, text } = await dashboard.send('GET', '/keys');
      const api = createApi(`${server().url}/api/v1`, added.key);
      const before = await api.get('/account');
      const deleted = await dashboard.send('DELETE', `/keys/${added.id}`);

      expect(status).toBe(201);
      expect(added.key).toMatch(/^sk_live_[A-Za-z0-9]{40}$/);
      expect(listed.keys.map(({ name, prefix }: { name: string; prefix: string }) => [name, prefix])).toEqual(
        [
          ['First key', account.key.slice(0, 12)],
          ['n8n', added.key.slice(0, 12)],
        ],
      );
      expect(text).not.toContain(added.key);
      expect(before.body).toMatchObject({ account_id: account.id });
      expect(deleted.status).toBe(204);
      expect(refusal(await api.get('/account'))).toEqual([401, 'invalid_api_key']);
      expect(refusal(await dashboard.send('DELETE', `/keys/${added.id}`))).toEqual([404, 'key_not_found']);
    });

    test('C075: a new key refuses a misspelled field', async () => {
      const { dashboard } = await open();

      const answer = await dashboard.send('POST', '/keys', {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ nmae: 'n8n' }),
      });

      expect(refusal(answer)).toEqual([400, 'invalid_request']);
      expect(answer.body.error.message).toBe('Unknown field "nmae". Did you mean "name"?');
    });

    test('C010: cannot be deleted by another account', async () => {
      const mine = await open();
      const yours = await open();
      const { body } = await mine.dashboard.send('GET', '/keys');

      const answer = await yours.dashboard.send('DELETE', `/keys/${body.keys[0].id}`);

      expect(refusal(answer)).toEqual([404, 'key_not_found']);
      expect((await mine.account.api.get('/account')).status).toBe(200);
      expect(refusal(await yours.dashboard.send('DELETE', '/keys/%00'))).toEqual([404, 'key_not_found']);
    });

    test('C011, C012, C035: share the jobs of their account, and have separate request counters', async () => {
      const { account, dashboard } = await open();
      const { body: added } = await dashboard.send('POST', '/keys');
      const second = createApi(`${server().url}/api/v1`, added.key);
      const held = server().leadEngine.play('of a deleted key', { places: 2, holdFrom: 0 });
      const id = await second.scrape('of a deleted key');

      const read = await account.api.get(`/scrape/jobs/${id}`);
      await dashboard.send('DELETE', `/keys/${added.id}`);
      held.release();
      const job = await account.api.ended(id);

      expect(read.headers.get('x-ratelimit-remaining')).toBe('299');
      expect(job).toMatchObject({ status: 'completed', credits_used: 0.03 });
      expect((await server().ledger(account.id)).balance).toBe(970);
    });

    test('C016: get the same refusal whether they were deleted or never existed', async () => {
      const { dashboard } = await open();
      const { body: added } = await dashboard.send('POST', '/keys');
      await dashboard.send('DELETE', `/keys/${added.id}`);

      const [deleted, unknown] = await Promise.all(
        [added.key, `sk_live_${'a'.repeat(40)}`].map(
          async (key: string) => await createApi(`${server().url}/api/v1`, key).get('/account'),
        ),
      );

      expect(deleted?.status).toBe(401);
      expect({ ...deleted?.body.error, request_id: '' }).toEqual({ ...unknown?.body.error, request_id: '' });
    });

    test('C024: a name of the wrong form is refused', async () => {
      const { dashboard } = await open();

      for (const body of ['{"name":""}', '{"name":7}', '{"name":"a\\u0000b"}', '[]', '{']) {
        const headers = { 'content-type': 'application/json' };
        expect(refusal(await dashboard.send('POST', '/keys', { headers, body }))).toEqual([
          400,
          'invalid_request',
        ]);
      }
    });
  });

  describe('the signing secret', () => {
    test('C176, C178: belongs to the account and is the same on every read', async () => {
      const { account, dashboard } = await open();

      const first = await dashboard.send('GET', '/webhook/secret');
      const second = await dashboard.send('GET', '/webhook/secret');

      expect(first.body).toEqual({ webhook_secret: account.secret });
      expect(second.body).toEqual(first.body);
      expect(first.headers.get('cache-control')).toBe('no-store');
    });

    test('C011, C175, C177: a rotated secret signs all later webhooks, also those of jobs that began before', async () => {
      const { account, dashboard } = await open();
      const receiver = await startReceiver();
      const held = server().leadEngine.play('rotated', { places: 1, holdFrom: 0 });
      await account.api.scrape('rotated', { webhook_url: `${receiver.url}/` });

      const { body } = await dashboard.send('POST', '/webhook/secret/rotate');
      held.release();
      const delivery = await receiver.first('/');
      await receiver.close();
      const headers = Object.fromEntries(
        delivery.headers.map(([name, value]) => [name.toLowerCase(), value]),
      );
      const signed = (secret: string) =>
        createHmac('sha256', secret)
          .update(`${headers['x-scrapekit-timestamp']}.${delivery.body.toString()}`)
          .digest('hex');

      expect(body).toEqual({
        webhook_secret: expect.stringMatching(/^whsec_[A-Za-z0-9_-]{43}$/),
        rotated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      });
      expect(body.webhook_secret).not.toBe(account.secret);
      expect(headers['x-scrapekit-signature']).toBe(signed(body.webhook_secret));
      expect((await dashboard.send('GET', '/webhook/secret')).body.webhook_secret).toBe(body.webhook_secret);
    });
  });
}
