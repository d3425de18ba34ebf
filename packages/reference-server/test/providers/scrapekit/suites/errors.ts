import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../support/test-server.ts';

export function describeErrors(server: () => TestServer): void {
  describe('errors', () => {
    test('C019, C020, C021: every error has the documented shape, with the request id of its header', async () => {
      const { api } = await server().account(1);
      const json = { 'content-type': 'application/json' };
      const answers = await Promise.all([
        api.get('/nowhere'),
        api.send('PUT', '/scrape/jobs'),
        api.get('/scrape/jobs/sk_job_none'),
        api.send('POST', '/scrape/jobs', { headers: json, body: '{' }),
        api.send('POST', '/scrape/jobs', { headers: { 'content-type': 'text/xml' }, body: '<a/>' }),
        api.send('POST', '/scrape/jobs', { headers: json, body: ' '.repeat(65_537) }),
        api.post('/verify/email', { email: 'none' }),
        api.send('GET', '/account', { headers: { authorization: 'Bearer no' } }),
        server().admin.get('/../nowhere'),
      ]);

      expect(answers.map(({ status }) => status)).toEqual([404, 405, 404, 400, 415, 413, 400, 401, 404]);
      for (const { body, headers } of answers) {
        expect(body).toEqual({
          error: {
            code: expect.stringMatching(/^\w+$/),
            message: expect.stringMatching(/\S/),
            request_id: headers.get('x-request-id'),
          },
        });
        expect(body.error.request_id).toMatch(/^req_[0-9a-f]{10}$/);
        expect(headers.get('content-type')).toContain('application/json');
      }
    });

    test('C021, C022: every success has a new request id, and none is copied from the request', async () => {
      const { api } = await server().account(1);

      const { headers } = await api.send('GET', '/account', {
        headers: { 'x-request-id': 'req_0123456789' },
      });

      expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{10}$/);
      expect(headers.get('x-request-id')).not.toBe('req_0123456789');
    });

    test('C023, A13: a wrong method gets the allowed methods', async () => {
      const { api } = await server().account(1);
      const wrongCancel = await api.get('/jobs/sk_job_x/cancel');
      const wrongCreate = await api.send('DELETE', '/scrape/jobs');

      expect([wrongCancel.status, wrongCancel.body.error.code]).toEqual([405, 'method_not_allowed']);
      expect(wrongCancel.headers.get('allow')).toBe('POST');
      expect(wrongCreate.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST']);
    });

    test.each(['', '{', '[]', 'null', '"text"', '42', '{"query":"a",}', Buffer.from([0x7b, 0xff, 0x7d])])(
      'C024, A13: answers the body %j with the code of the endpoint',
      async (body) => {
        const { api } = await server().account(1);

        const answer = await api.send('POST', '/scrape/jobs', {
          headers: { 'content-type': 'application/json' },
          body,
        });

        expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid_query']);
      },
    );

    test('C025, A13: a body without a content type is read as JSON, and other types are refused', async () => {
      const { api } = await server().account(1);
      const body = new TextEncoder().encode(JSON.stringify({ query: 'plain', location: 'Austin' }));

      const untyped = await api.send('POST', '/scrape/jobs', { body });
      const form = await api.send('POST', '/scrape/jobs', {
        body: new URLSearchParams({ query: 'a', location: 'b' }),
      });

      expect(untyped.status).toBe(202);
      expect([form.status, form.body.error.code]).toEqual([415, 'unsupported_media_type']);
    });

    test('C026, A13: accepts a body of 64 kB and not a byte more', async () => {
      const { api } = await server().account(1);
      const body = (bytes: number) => JSON.stringify({ query: 'a', location: 'b' }).padEnd(bytes);
      const headers = { 'content-type': 'application/json' };

      expect((await api.send('POST', '/scrape/jobs', { headers, body: body(65_536) })).status).toBe(202);
      const { status, body: refusal } = await api.send('POST', '/scrape/jobs', {
        headers,
        body: body(65_537),
      });
      expect([status, refusal.error.code]).toEqual([413, 'payload_too_large']);
    });

    test('C019: bytes that are not HTTP get an error of the same shape', async () => {
      const { port, hostname } = new URL(server().url);

      const text = await new Promise<string>((resolve, reject) => {
        const socket = connect(Number(port), hostname, () => socket.write('HELLO\r\n\r\n'));
        let received = '';
        socket
          .on('data', (data) => (received += String(data)))
          .on('end', () => resolve(received))
          .on('error', reject);
      });

      expect(text).toMatch(/^HTTP\/1\.1 400 /);
      expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toHaveProperty('error.request_id');
    });
  });
}
