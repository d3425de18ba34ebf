import { createApi } from '../../../support/api.ts';
import { describe, expect, test } from 'vitest';
import { expectedSignature, headersOf, type Stage } from '../start-scrupp.ts';

/** Seconds between attempts, from the server's documentation. */
const SPACING = [30, 120, 600, 3_600, 21_600, 86_400] as const;

export function describeWebhookRetries(stage: () => Stage): void {
  let canaries = 0;
  const waiting =
    (attempts: number) =>
    ({ state, attempts: begun }: { state: string; attempts: number }) =>
      state === 'waiting' && begun === attempts;
  const inState =
    (wanted: string) =>
    ({ state }: { state: string }) =>
      state === wanted;
  const sentTo = (path: string) => stage().receiver.received.filter((request) => request.path === path);
  const timestampOf = (request: Parameters<typeof headersOf>[0]) =>
    Number(headersOf(request)['x-scrupp-timestamp']);
  const pass = async (seconds: number) =>
    await stage().server.clock.setTime(stage().server.clock.now() + seconds * 1000);
  // When the event of another task has arrived, the deliverer has also sent everything else that was due.
  const lookAround = async () => {
    const { server, receiver } = stage();
    const { look } = await server.account();
    const id = await look(['nobody'], { webhook_url: `${receiver.url}/canary-${canaries++}` });
    await server.delivery(id, inState('delivered'));
  };

  describe('webhook retries', () => {
    test('S05, S08: seven attempts are made to the second, each signed at its own time', async () => {
      const { server, receiver, arrange } = stage();
      const { key, look } = await server.account();
      arrange('/never', 500, 503, 404, 301, 400, 502, 500);
      const begun = server.clock.now() / 1000;

      const id = await look(['nobody'], { webhook_url: `${receiver.url}/never` });
      const due = [begun];
      for (const [index, seconds] of SPACING.entries()) {
        const { next_attempt_at: next } = await server.delivery(id, waiting(index + 1));
        due.push(Date.parse(next) / 1000);
        await pass(seconds - 1);
        await lookAround();
        expect(sentTo('/never')).toHaveLength(index + 1);
        await pass(1);
      }
      const last = await server.delivery(id, inState('failed'));
      const sent = sentTo('/never');

      expect(due.map((second, index) => second - (due[index - 1] ?? second))).toEqual([0, ...SPACING]);
      expect(sent.map(timestampOf)).toEqual(due);
      expect(last).toMatchObject({ attempts: 7, status_code: 500, next_attempt_at: null });
      for (const request of sent) {
        const { 'x-scrupp-signature': signature, 'x-scrupp-timestamp': timestamp = '' } = headersOf(request);
        expect(signature).toBe(expectedSignature(key, request, timestamp));
      }
      expect(new Set(sent.map(({ body }) => body.toString())).size).toBe(1);
    });

    test('S05: a receiver that first hangs and then fails gets the event once it answers 2xx, and not again', async () => {
      const { server, receiver, arrange } = stage();
      const { look } = await server.account();
      arrange('/flaps', null, 503, 200);

      const id = await look(['nobody'], { webhook_url: `${receiver.url}/flaps` });
      const hung = await server.delivery(id, waiting(1));
      await pass(SPACING[0]);
      const flapped = await server.delivery(id, waiting(2));
      await pass(SPACING[1]);
      const told = await server.delivery(id, inState('delivered'));
      await pass(86_400);
      await lookAround();

      expect(hung).toMatchObject({ status_code: null, error: 'The receiver did not answer within 10 s.' });
      expect(flapped).toMatchObject({ status_code: 503 });
      expect(told).toMatchObject({ attempts: 3, status_code: 200 });
      expect(sentTo('/flaps')).toHaveLength(3);
    });

    test('S07: the next key signs once the first is deleted, and without a key the event waits for one', async () => {
      const { server, receiver, arrange } = stage();
      const { key: first, look, dashboard } = await server.account();
      const use = async (key: string) =>
        await createApi(`${server.url}/scrupp/api/v1`, key).post('/company/linkedin', { items: ['nobody'] });
      const browse = await dashboard();
      await pass(1);
      const { id: secondId, key: second } = (await browse('POST', '/api/keys')).body;
      arrange('/rotated', 500, 500, 204);
      const idOf = async (index: number) => (await browse('GET', '/api/keys')).body.keys[index].id;

      await use(second);
      const id = await look(['nobody'], { webhook_url: `${receiver.url}/rotated` });
      await server.delivery(id, waiting(1));
      await browse('DELETE', `/api/keys/${await idOf(0)}`);
      await pass(SPACING[0]);
      await server.delivery(id, waiting(2));
      await browse('DELETE', `/api/keys/${secondId}`);
      await pass(SPACING[1]);
      const keyless = await server.delivery(id, waiting(3));
      const { key: third } = (await browse('POST', '/api/keys')).body;
      await use(third);
      await pass(SPACING[2]);
      await server.delivery(id, inState('delivered'));
      const signers = sentTo('/rotated').map((request) => {
        const { 'x-scrupp-signature': signature, 'x-scrupp-timestamp': timestamp = '' } = headersOf(request);
        return [first, second, third].findIndex(
          (key) => expectedSignature(key, request, timestamp) === signature,
        );
      });

      expect(keyless.error).toContain('first API key');
      expect(signers).toEqual([0, 1, 2]);
    });
  });
}
