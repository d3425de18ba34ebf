import { describe, expect, test } from 'vitest';
import { createApi } from '../../../support/api.ts';
import { observedOperations } from '../../../support/described-answers.ts';
import type { TestServer } from '../../../support/test-server.ts';

export function describeOpenApi(server: () => TestServer): void {
  const read = async () => (await createApi(server().url, '').get('/openapi.json')).body;

  describe('GET /openapi.json', () => {
    test('X04: describes the API as OpenAPI 3.1, with a distinct name for each operation', async () => {
      const document = await read();
      const ids = Object.values(
        document.paths as Readonly<Record<string, Readonly<Record<string, { operationId: string }>>>>,
      )
        .flatMap((operations) => Object.values(operations))
        .map(({ operationId }) => operationId);

      expect(document).toMatchObject({
        openapi: '3.1.0',
        info: { title: 'ScrapeKit API', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
        servers: [{ url: server().url }],
      });
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.toSorted()).toEqual(Object.values(observedOperations).flat().toSorted());
      expect(ids).toHaveLength(18);
    });

    test('C075, X04: says that no create and no verification accepts an undeclared field', async () => {
      const { paths } = await read();
      const bodyOf = (path: string) => paths[path].post.requestBody.content['application/json'].schema;
      const options = ['webhook_url', 'client_request_id'];

      for (const [path, fields] of [
        ['/api/v1/scrape/jobs', ['query', 'location', 'max_leads', 'verify_emails', ...options]],
        ['/api/v1/verify/jobs', ['emails', ...options]],
        ['/api/v1/verify/email', ['email']],
        ['/api/keys', ['name']],
      ] as const) {
        expect(bodyOf(path).additionalProperties).toBe(false);
        expect(Object.keys(bodyOf(path).properties).toSorted()).toEqual([...fields].toSorted());
      }
    });
  });
}
