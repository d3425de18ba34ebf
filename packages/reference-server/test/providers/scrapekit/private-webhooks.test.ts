import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPgliteDatabase, type TestDatabase } from '../../support/test-database.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

describe('webhook_url on a server that allows no private addresses', () => {
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await createPgliteDatabase();
    server = await startTestServer(database, { allowPrivateWebhooks: false });
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://localhost/',
    'https://user:password@example.com/',
    `https://example.com/${'x'.repeat(2048)}`,
  ])('C076, C135: refuses %s', async (url) => {
    const { id, api } = await server.account(1);

    const answers = [
      await api.post('/scrape/jobs', { query: 'a', location: 'b', webhook_url: url }),
      await api.post('/verify/jobs', { emails: ['a@example.com'], webhook_url: url }),
    ];

    for (const { status, body } of answers)
      expect([status, body.error.code]).toEqual([400, 'invalid_webhook']);
    expect((await api.get('/scrape/jobs')).body.jobs).toEqual([]);
    expect((await server.ledger(id)).lines).toEqual([]);
  });

  test('C076: takes a public address', async () => {
    const { api } = await server.account(1);
    server.leadEngine.play('public', { places: 1, holdFrom: 0 });

    const { status } = await api.post('/scrape/jobs', {
      query: 'public',
      location: 'b',
      webhook_url: 'https://example.com/hook',
    });

    expect(status).toBe(202);
  });
});
