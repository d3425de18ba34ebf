import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { startReceiver, type Received, type Receiver } from '../../support/receiver.ts';
import type { TestServer } from '../../support/test-server.ts';

const PATH = '/dashboard/webhooks';
const headerOf = ({ headers }: Received, name: string): string =>
  headers.find(([header]) => header.toLowerCase() === name)?.[1] ?? '';

/** The pages about webhooks: the secret, tests, deliveries, attempts and sending again. */
export function describeWebhooks(server: () => TestServer): void {
  let receiver: Receiver;
  const answers = new Map<string, (response: ServerResponse) => void>();

  beforeAll(async () => {
    receiver = await startReceiver(({ path }, response) => {
      const answer = answers.get(path) ?? ((normal: ServerResponse) => normal.writeHead(204).end());
      answer(response);
    });
  });
  afterAll(async () => await receiver.close());

  const open = async (balance = 1) => {
    const account = await server().account(balance);
    const { cookie } = await server().dashboard(account);
    const send = async (path: string, form?: Record<string, string>, origin = server().url) => {
      const response = await fetch(server().url + path, {
        headers: { cookie, origin },
        redirect: 'manual',
        ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      });
      const { status, headers } = response;
      return { status, headers, location: headers.get('location') ?? '', text: await response.text() };
    };
    /** Sends a test and returns the address of its delivery. */
    const testAt = async (path: string, provider = 'scrapekit', event = 'scrape.job.completed') => {
      const form = { url: path.startsWith('/') ? receiver.url + path : path, event };
      const { location } = await send(`${PATH}/${provider}/test`, form);
      return location.replace('?done=tested', '');
    };
    return { account, send, testAt };
  };
  const sentTo = (path: string) => receiver.received.filter((request) => request.path === path);

  describe('the webhooks of the dashboard', () => {
    test('C176, C177, C178, C183: show the secret only on request, and replace it after a confirmation', async () => {
      const { account, send } = await open();
      const secretIn = (text: string) => /whsec_[\w-]{43}/.exec(text)?.[0];

      const page = await send(`${PATH}/scrapekit`);
      const shown = await send(`${PATH}/scrapekit/secret`, {});
      const question = await send(`${PATH}/scrapekit/secret/rotate`);
      const rotated = await send(`${PATH}/scrapekit/secret/rotate`, {});
      const after = await send(`${PATH}/scrapekit/secret`, {});

      expect([secretIn(page.text), secretIn(question.text)]).toEqual([undefined, undefined]);
      expect(secretIn(shown.text)).toBe(account.secret);
      expect(question.text).toContain('The old secret stops signing at once');
      expect([rotated.status, rotated.location]).toEqual([303, `${PATH}/scrapekit?done=rotated`]);
      expect(secretIn(after.text)).not.toBe(account.secret);
      expect((await send(`${PATH}/matchkraft/secret`, {})).status).toBe(404);
    });

    test('C170, C175: a test is signed with the current secret, and its page shows the request and the answer', async () => {
      const { account, send, testAt } = await open();
      answers.set('/signed', (response) =>
        response.writeHead(500, { 'content-type': 'text/html' }).end('<b>no</b>'),
      );

      const address = await testAt('/signed');
      const { text } = await send(`${address}?done=tested`);

      const [request] = sentTo('/signed');
      const timestamp = headerOf(request!, 'x-scrapekit-timestamp');
      const message = Buffer.concat([Buffer.from(`${timestamp}.`), request!.body]);
      const signature = createHmac('sha256', account.secret).update(message).digest('hex');
      expect(headerOf(request!, 'x-scrapekit-signature')).toBe(signature);
      expect(headerOf(request!, 'x-scrapekit-event')).toBe('scrape.job.completed');
      const { data } = JSON.parse(String(request!.body));
      expect((await account.api.get(`/scrape/jobs/${data.job_id}`)).status).toBe(404);
      expect(text).toContain('the attempt failed: The receiver answered 500.');
      expect(text).toContain(`X-ScrapeKit-Signature: ${signature}`);
      expect(text).toContain('&#60;b&#62;no&#60;/b&#62;');
      expect(text).not.toContain(account.secret);
      expect(text).not.toContain(account.key);
    });

    test('S06, S07: a test of Scrupp is signed with the first API key', async () => {
      const { account, testAt } = await open();
      // The server keeps a key for signing when it has created a task.
      await fetch(`${server().url}/scrupp/api/v1/company/linkedin`, {
        method: 'POST',
        headers: { authorization: `Bearer ${account.key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ items: ['a.example'] }),
      });

      await testAt('/scrupp', 'scrupp', 'task.completed');

      const [request] = sentTo('/scrupp');
      const timestamp = headerOf(request!, 'x-scrupp-timestamp');
      const hmac = createHmac('sha256', account.key).update(`${timestamp}.`).update(request!.body);
      expect(headerOf(request!, 'x-scrupp-signature')).toBe(`sha256=${hmac.digest('hex')}`);
      expect(JSON.parse(String(request!.body))).toMatchObject({ event: 'task.completed', process_id: 0 });
    });

    test('C171: a test that fails is not repeated, and sending it again makes one attempt with the same job', async () => {
      const { send, testAt } = await open();
      answers.set('/once', (response) => response.writeHead(500).end());
      const address = await testAt('/once');

      answers.delete('/once');
      const { status, location } = await send(`${address}/resend`, {});
      const { text } = await send(location);
      const first = await send(`${address}?attempt=1`);

      expect([status, location]).toEqual([303, `${address}?done=resent`]);
      expect(text).toContain('the receiver answered 204');
      expect(first.text).toContain('The receiver answered 500.');
      const jobs = sentTo('/once').map(({ body }) => JSON.parse(String(body)).data.job_id);
      expect(jobs).toEqual([jobs[0], jobs[0]]);
    });

    test.each([
      ['http://example.com/', 'scrape.job.completed', 'must begin with https://'],
      ['https://me:you@example.com/', 'scrape.job.completed', 'must begin with https://'],
      ['https://example.com/', 'scrape.job.started', 'event must be one of scrape.job.completed'],
    ])(
      'C074: a test of %s with the event %s is refused in its form, and nothing is sent',
      async (url, event, message) => {
        const { send } = await open();

        const { status, text } = await send(`${PATH}/scrapekit/test`, { url, event });

        expect(status).toBe(400);
        expect(text).toContain(message);
        expect(text).toContain(url.slice(0, 20));
        expect((await send(`${PATH}/deliveries`)).text).toContain('No webhook was sent yet');
      },
    );

    test('C174: the deliveries are filtered by provider, state and job', async () => {
      const { account, send, testAt } = await open();
      answers.set('/filtered', (response) => response.writeHead(500).end());
      await testAt('/filtered');
      const job = await account.api.scrape('filter', { webhook_url: `${receiver.url}/job` });
      await eventually(
        async () => (await send(`${PATH}/deliveries?job=${job}&state=delivered`)).text,
        (text) => text.includes('/job<'),
      );
      const listed = async (query: string) => {
        const { text } = await send(`${PATH}/deliveries?${query}`);
        return ['/filtered<', '/job<'].filter((path) => text.includes(path));
      };

      expect(await listed('')).toEqual(['/filtered<', '/job<']);
      expect(await listed('state=failed')).toEqual(['/filtered<']);
      expect(await listed(`job=${job}`)).toEqual(['/job<']);
      expect(await listed('provider=scrapekit&state=delivered')).toEqual(['/job<']);
      expect(await listed('provider=scrupp')).toEqual([]);
      for (const wrong of ['provider=nobody', 'state=lost', 'job=%3Cb%3E', 'before=yesterday'])
        expect((await send(`${PATH}/deliveries?${wrong}`)).status).toBe(400);
    });

    test('C098, C181: another account and another site reach no delivery, attempt, file or action', async () => {
      const mine = await open();
      const yours = await open();
      const address = await mine.testAt('/private');

      const foreign = [
        await yours.send(address),
        await yours.send(`${address}/attempts/1/body`),
        await yours.send(`${address}/resend`, {}),
        await mine.send(`${address}/resend`, {}, 'https://evil.example'),
        await mine.send(
          `${PATH}/scrapekit/test`,
          { url: receiver.url, event: 'scrape.job.completed' },
          'https://evil.example',
        ),
        await mine.send(`${PATH}/scrapekit/secret`, {}, 'https://evil.example'),
        await mine.send(`${PATH}/scrapekit/secret/rotate`, {}, 'https://evil.example'),
      ];

      expect(foreign.map(({ status }) => status)).toEqual([404, 404, 404, 403, 403, 403, 403]);
      expect((await yours.send(`${PATH}/deliveries`)).text).not.toContain('/private');
      expect(sentTo('/private')).toHaveLength(1);
    });

    test('a hostile answer is shown as text, and the body of the request is a file that no browser opens', async () => {
      const { send, testAt } = await open();
      answers.set('/hostile', (response) =>
        response
          .writeHead(200, { 'content-type': 'text/html"><script>alert(1)</script>' })
          .end('</pre><script>alert(2)</script>'),
      );

      const address = await testAt('/hostile?"><script>alert(3)</script>');
      answers.set(
        sentTo('/hostile?%22%3E%3Cscript%3Ealert(3)%3C/script%3E')[0]?.path ?? '',
        answers.get('/hostile')!,
      );
      await send(`${address}/resend`, {});
      const { text } = await send(address);
      const file = await send(`${address}/attempts/1/body`);

      expect(text).toContain('&#60;/pre&#62;&#60;script&#62;alert(2)');
      expect(text).not.toMatch(/<script>|onerror=/);
      expect(file.headers.get('content-type')).toBe('application/octet-stream');
      expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="whd_\w+-1\.bin"$/);
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
      expect(JSON.parse(file.text)).toMatchObject({ event: 'scrape.job.completed' });
    });

    test('a delivery that has not ended is not sent again', async () => {
      const { send } = await open();
      const arrived = Promise.withResolvers<ServerResponse>();
      answers.set('/held', (response) => arrived.resolve(response));
      const testing = send(`${PATH}/scrapekit/test`, {
        url: `${receiver.url}/held`,
        event: 'scrape.job.completed',
      });
      const response = await arrived.promise;
      const { text } = await send(`${PATH}/deliveries`);
      const address = /\/dashboard\/webhooks\/deliveries\/whd_\w+/.exec(text)?.[0] ?? '';

      const refused = await send(`${address}/resend`, {});
      response.writeHead(200).end();
      await testing;

      expect(refused.status).toBe(409);
      expect(refused.text).toContain('This delivery has not ended.');
      expect(sentTo('/held')).toHaveLength(1);
    });

    test('C182: an account sends at most twenty tests and repetitions in a minute', async () => {
      const { send, testAt } = await open();
      const address = await testAt('/storm');

      const answered = [];
      for (let count = 0; count < 20; count++) answered.push(await send(`${address}/resend`, {}));
      const test = await send(`${PATH}/scrapekit/test`, {
        url: `${receiver.url}/storm`,
        event: 'scrape.job.completed',
      });

      expect(answered.map(({ status }) => status)).toEqual([...Array<number>(19).fill(303), 429]);
      expect(test.status).toBe(429);
      expect(sentTo('/storm')).toHaveLength(20);
    });

    test('each provider has a page with its rules, code in four languages and steps for three products', async () => {
      const { send } = await open();
      const overview = await send(PATH);

      for (const provider of ['scrapekit', 'matchkraft', 'scrupp', 'scrapenest', 'scrapfly']) {
        const { status, text } = await send(`${PATH}/${provider}`);
        expect(overview.text).toContain(`href="${PATH}/${provider}"`);
        expect(status).toBe(200);
        for (const word of ['Attempts', 'Node.js', 'Python', 'PHP', 'Go', 'n8n', 'Zapier', 'Make'])
          expect(text).toContain(word);
      }
      expect((await send(`${PATH}/nobody`)).status).toBe(404);
    });
  });
}
