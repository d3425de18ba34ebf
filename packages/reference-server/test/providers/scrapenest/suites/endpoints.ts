import { describe, expect, test } from 'vitest';
import { parseEndpoint } from '../../../../src/providers/scrapenest/webhooks.ts';
import type { ScrapeNestServer } from '../start-scrapenest.ts';

const SECRET = /^whsec_[A-Za-z0-9+/]{32}$/;

export function describeEndpoints(server: () => ScrapeNestServer): void {
  describe('webhook endpoints', () => {
    test('N01, N11: a registration answers with a secret in standard base64, which later reads do not show', async () => {
      const { call } = await server().account();
      const wanted = {
        url: 'https://api.yoursite.com/webhooks',
        enabled_events: ['job.completed', 'artifact.ready', 'job.completed'],
      };

      const { status, body } = await call('POST', '/webhook-endpoints', wanted);
      const list = await call('GET', '/webhook-endpoints');
      const one = await call('GET', `/webhook-endpoints/${body.id}`);

      expect(status).toBe(201);
      expect(body).toEqual({
        id: expect.stringMatching(/^whe_/),
        url: wanted.url,
        enabled_events: ['job.completed', 'artifact.ready'],
        status: 'enabled',
        disabled_reason: null,
        created_at: '2026-11-20T00:00:00Z',
        secret: expect.stringMatching(SECRET),
      });
      expect(list.body.webhook_endpoints).toEqual([one.body]);
      expect(`${list.bytes.toString()}${one.bytes.toString()}`).not.toContain('whsec_');
    });

    test('an endpoint without enabled_events gets every event', async () => {
      const { call } = await server().account();

      const { body } = await call('POST', '/webhook-endpoints', { url: 'https://example.com/' });

      expect(body.enabled_events).toEqual(['job.created', 'job.completed', 'artifact.ready']);
    });

    test.each([
      { url: 'http://example.com/' },
      { url: 'https://me:you@example.com/' },
      { url: 7 },
      {},
      { url: 'https://example.com/', enabled_events: [] },
      { url: 'https://example.com/', enabled_events: 'job.completed' },
      { url: 'https://example.com/', enabled_events: ['job.failed'] },
      { url: 'https://example.com/', enabled_events: [null] },
    ])('N08, N10: refuses %j and names the wrong field', async (wanted) => {
      const { call } = await server().account();
      const { status, body } = await call('POST', '/webhook-endpoints', wanted);

      expect([status, body.error.code]).toEqual([400, 'invalid_request']);
      expect(body.error.message).toMatch(
        wanted.enabled_events === undefined ? /^url must/ : /one or more of job\.created, job\.completed/,
      );
    });

    test('N01: a registration and a change refuse a misspelled field, which would subscribe to every event', async () => {
      const { call, register } = await server().account();
      const { id } = await register('https://example.com/');
      const wrong = { url: 'https://example.com/', enabledEvents: ['job.completed'] };

      const answers = [
        await call('POST', '/webhook-endpoints', wrong),
        await call('PATCH', `/webhook-endpoints/${id}`, wrong),
      ];

      for (const { status, body } of answers)
        expect([status, body.error]).toMatchObject([
          400,
          { message: 'Unknown field "enabledEvents". Did you mean "enabled_events"?' },
        ]);
    });

    test.each(['https://127.0.0.1/', 'https://localhost/', 'https://10.1.2.3/', 'https://[::1]/'])(
      'refuses %s, unless private addresses are allowed',
      (url) => {
        expect(() => parseEndpoint({ url }, { allowPrivate: false })).toThrow(/public internet/);
        expect(parseEndpoint({ url }, { allowPrivate: true }).url).toBe(url);
      },
    );

    test('an endpoint is changed and deleted', async () => {
      const { call, register } = await server().account();
      const { id } = await register('https://example.com/old');
      const path = `/webhook-endpoints/${id}`;

      const moved = await call('PATCH', path, { url: 'https://example.com/new' });
      const other = await call('PATCH', path, { enabled_events: ['job.created'] });
      const wrong = await call('PATCH', path, { enabled_events: ['nothing'] });
      const empty = await call('PATCH', path, {});
      const gone = await call('DELETE', path);

      expect(moved.body).toMatchObject({
        url: 'https://example.com/new',
        enabled_events: ['job.completed'],
      });
      expect(other.body).toMatchObject({ url: 'https://example.com/new', enabled_events: ['job.created'] });
      expect([wrong.status, empty.status, gone.status]).toEqual([400, 400, 204]);
      expect((await call('GET', path)).body.error.code).toBe('webhook_endpoint_not_found');
      expect((await call('DELETE', path)).status).toBe(404);
      expect((await call('POST', `${path}/rotate-secret`)).status).toBe(404);
      expect((await call('POST', `${path}/enable`)).status).toBe(404);
    });

    test('another account can neither see nor change an endpoint', async () => {
      const owner = await server().account();
      const stranger = await server().account();
      const { id } = await owner.register('https://example.com/');
      const path = `/webhook-endpoints/${id}`;

      const answers = [
        await stranger.call('GET', path),
        await stranger.call('PATCH', path, { url: 'https://example.com/mine' }),
        await stranger.call('POST', `${path}/rotate-secret`),
        await stranger.call('POST', `${path}/enable`),
        await stranger.call('DELETE', path),
      ];

      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
      expect((await owner.call('GET', path)).body.url).toBe('https://example.com/');
    });

    test('an account has at most twenty endpoints', async () => {
      const { call, register } = await server().account();
      for (let count = 0; count < 20; count++) await register(`https://example.com/${count}`);

      const { status, body } = await call('POST', '/webhook-endpoints', { url: 'https://example.com/' });

      expect([status, body.error.code]).toEqual([409, 'too_many_webhook_endpoints']);
    });

    test('N10: one of two simultaneous rotations is refused, so that every new secret stays valid', async () => {
      const { call, register } = await server().account();
      const { id, secret } = await register('https://example.com/');
      const rotate = async () => await call('POST', `/webhook-endpoints/${id}/rotate-secret`);

      const answers = await Promise.all([rotate(), rotate()]);
      const [rotated] = answers.filter(({ status }) => status === 200);
      const [refused] = answers.filter(({ status }) => status === 409);

      expect(rotated?.body.secret).toMatch(SECRET);
      expect(rotated?.body.secret).not.toBe(secret);
      expect(refused?.body.error).toMatchObject({
        code: 'secret_rotated_recently',
        message: expect.stringContaining('2026-11-2'),
      });
    });

    test('the operator registers several endpoints and sees each secret only once', async () => {
      const { id, call } = await server().account();
      const path = `/accounts/${id}/webhook-endpoints`;
      const wanted = { provider: 'scrapenest', url: 'https://example.com/', enabled_events: ['job.created'] };

      const first = await server().admin.post(path, wanted);
      const second = await server().admin.post(path, wanted);
      const wrong = await server().admin.post(path, { ...wanted, enabled_events: ['job.failed'] });

      expect(first.body.secret).toMatch(SECRET);
      expect([first.status, second.status, wrong.status]).toEqual([201, 201, 400]);
      expect((await call('GET', '/webhook-endpoints')).body.webhook_endpoints).toHaveLength(2);
      expect((await server().admin.get(path)).text).not.toContain('whsec_');
    });
  });
}
