import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const LIMIT = 32 * 1_048_576;

describe('JSON bodies', () => {
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await createPgliteDatabase();
    server = await startTestServer(database);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  test.each([
    [64, /deep/],
    [65, /nested more than 64 levels deep/],
  ])('C024: of bodies nested %i levels deep, 64 are read', async (levels, message) => {
    const { api } = await server.account(1);
    const deep = `{"deep":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;

    const { status, body } = await api.send('POST', '/scrape/jobs', {
      headers: { 'content-type': 'application/json' },
      body: deep,
    });

    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });

  test('C019, C129: a list of 32 MB of brackets is refused with the error code of its route', async () => {
    const { api } = await server.account(1);

    const { status, body } = await api.send('POST', '/verify/jobs', {
      headers: { 'content-type': 'application/json' },
      body: `{"emails":${'['.repeat(LIMIT - 20)}}`,
    });

    expect([status, body.error.code]).toEqual([400, 'invalid_emails']);
    expect(body.error.message).toContain('nested more than 64 levels deep');
  });

  test('S11: a deep body with an Idempotency-Key is refused', async () => {
    const { key } = await server.account(1);
    const body = `{"input":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;

    const answer = await fetch(`${server.url}/scrupp/api/v1/jobs`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': 'a',
      },
      body,
    });

    expect(answer.status).toBe(400);
  });
});
