import { describe, expect, test } from 'vitest';
import { createApi, type Answer } from '../../support/api.ts';
import type { TestServer } from '../../support/test-server.ts';

const NUL = '\u0000';
const url = 'https://example.com/hook';

/** Each of the four siblings refuses U+0000 with the error body of its API. */
export function describeNulAtSiblings(server: () => TestServer): void {
  const json = { 'content-type': 'application/json' };
  const speak = async (path: string, init: RequestInit & { readonly method: string }) =>
    await createApi(server().url, '').send(init.method, path, init);

  describe('U+0000 at the siblings', () => {
    test.each([
      ['/matchkraft/api/v2/domain-scan', { jobName: NUL, records: ['https://example.com'] }, 'jobName'],
      ['/matchkraft/api/v2/domain-scan', { records: [`https://example.com/${NUL}`] }, 'records[0]'],
      ['/matchkraft/api/v2/email-validation', { records: ['a@example.com', NUL] }, 'records[1]'],
      [
        '/matchkraft/api/v2/email-finder',
        { records: [{ firstName: NUL, lastName: 'b', website: 'example.com' }] },
        'records[0].firstName',
      ],
      ['/scrupp/api/v1/company/linkedin', { items: ['a', NUL] }, 'items[1]'],
      ['/scrupp/api/v1/contact/linkedin', { items: ['a'], external_id: NUL }, 'external_id'],
      ['/scrupp/api/v1/jobs', { type: 'company.name', input: { items: [NUL] } }, 'input.items[0]'],
      ['/scrapenest/api/v1/jobs', { url: `https://example.com/${NUL}` }, 'url'],
      ['/scrapenest/api/v1/webhook-endpoints', { url: `${url}${NUL}` }, 'url'],
    ])(
      'M02, S01, S11, N01: POST %s %j is refused with the error body of that API',
      async (path, body, field) => {
        const { key } = await server().account(1);
        const headers = { ...json, apikey: key, 'x-api-key': key, authorization: `Bearer ${key}` };

        const answer = await speak(path, { method: 'POST', headers, body: JSON.stringify(body) });

        expect(answer.status).toBe(400);
        expect(messageOf(answer)).toContain(`${field} must not hold the character U+0000`);
      },
    );

    test.each(['webhook_name', 'url', 'tempo'])(
      'F03, F24: %s of a Scrapfly scrape is refused',
      async (name) => {
        const { key } = await server().account(1);
        const query = new URLSearchParams({ key, url: 'http://shop.com/', [name]: `a${NUL}` }).toString();

        const { status, body } = await speak(`/scrapfly/scrape?${query}`, { method: 'GET' });

        expect([status, body.code]).toEqual([400, 'ERR::SCRAPE::CONFIG_ERROR']);
        expect(body.message).toContain(`${name} must not hold the character U+0000`);
      },
    );

    test.each([
      ['GET', '/scrapfly/log/', 400],
      ['GET', '/scrapfly/blob/', 400],
      ['GET', '/scrapenest/api/v1/jobs/', 404],
      ['GET', '/scrapenest/api/v1/webhook-endpoints/', 404],
      ['DELETE', '/scrapenest/api/v1/webhook-endpoints/', 404],
      ['PATCH', '/scrapenest/api/v1/webhook-endpoints/', 404],
      ['GET', '/matchkraft/api/v2/domain-scan/results/', 404],
      ['GET', '/scrupp/api/v1/jobs/', 404],
      ['GET', '/api/v1/scrape/jobs/', 404],
    ])('C099, F21, N01: %s %s with an id that contains it gets 404', async (method, path, expected) => {
      const { key } = await server().account(1);
      const headers = { ...json, apikey: key, 'x-api-key': key, authorization: `Bearer ${key}` };
      const body = method === 'PATCH' ? JSON.stringify({ url }) : undefined;

      const answer = await speak(`${path}whe_%00?key=${key}`, { method, headers, body });

      expect([answer.status, messageOf(answer)]).toEqual([
        expected,
        expect.stringMatching(/\bno\b|not found/i),
      ]);
    });

    test('N01: a change of an endpoint with an id that contains it gets 404', async () => {
      const { key } = await server().account(1);
      const headers = { 'x-api-key': key };

      const answers = await Promise.all(
        ['enable', 'rotate-secret'].map(
          async (verb) =>
            await speak(`/scrapenest/api/v1/webhook-endpoints/%00/${verb}`, { method: 'POST', headers }),
        ),
      );

      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    });

    test('N09: a cursor that contains it is refused', async () => {
      const { key } = await server().account(1);

      const answer = await speak('/scrapenest/api/v1/events?after=%00', {
        method: 'GET',
        headers: { 'x-api-key': key },
      });

      expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid_request']);
    });
  });
}

/** Returns the message of an error, which each sibling puts in another place. */
const messageOf = ({ body }: Answer): unknown => body.message ?? body.error?.message ?? body.error;
