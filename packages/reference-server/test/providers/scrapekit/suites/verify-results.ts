import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../support/api.ts';
import { startReceiver } from '../../../support/receiver.ts';
import type { TestServer } from '../../../support/test-server.ts';

const refusal = ({ status, body }: Answer) => [status, body.error.code];
const isoSeconds = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const statuses = ['safe', 'role', 'catch_all', 'disposable', 'invalid', 'disabled', 'inbox_full', 'unknown'];
const many = (count: number, status: string, domain = 'example.com') =>
  Array.from({ length: count }, (_, index) => `${status}.${index}@${domain}`);

export function describeVerifyResults(server: () => TestServer): void {
  describe('GET /api/v1/verify/jobs/{id}/results', () => {
    test('C142, C143, A17: shows every verdict with its documented keys, and a summary of them', async () => {
      const { api } = await server().account(1);
      const id = await api.verify([...statuses.map((status) => `${status}@example.com`), 'A@gmail.com']);
      await api.ended(id);

      const { body, headers } = await api.get(`/verify/jobs/${id}/results`);

      expect(headers.get('content-type')).toContain('application/json');
      expect(Object.keys(body)).toEqual(['job_id', 'status', 'summary', 'credits_used', 'results']);
      expect(body).toMatchObject({
        job_id: id,
        status: 'completed',
        credits_used: 0.04,
        summary: {
          total: 9,
          ...Object.fromEntries(statuses.map((status) => [status, status === 'safe' ? 2 : 1])),
        },
      });
      expect(body.results[0]).toEqual({
        email: 'safe@example.com',
        status: 'safe',
        reason: null,
        role: false,
        catch_all: false,
        free_provider: false,
        overall_score: 95,
      });
      expect(body.results.slice(1).map(({ status }: { status: string }) => status)).toEqual([
        ...statuses.slice(1),
        'safe',
      ]);
      expect(body.results[1]).toMatchObject({ role: true, overall_score: 80 });
      expect(body.results[2]).toMatchObject({ catch_all: true, reason: 'because catch_all' });
      expect(body.results[8]).toMatchObject({ email: 'a@gmail.com', free_provider: true });
    });

    test('C145: the CSV parses to the rows of the JSON', async () => {
      const { api } = await server().account(1);
      const id = await api.verify([
        ...statuses.map((status) => `${status}@example.com`),
        '"a,b"@example.com',
      ]);
      await api.ended(id);

      const { text, headers } = await api.get(`/verify/jobs/${id}/results?format=csv`);
      const { body } = await api.get(`/verify/jobs/${id}/results`);

      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(text.startsWith('email,status,reason,role,catch_all,free_provider,overall_score\r\n')).toBe(
        true,
      );
      expect(text).toContain('\r\nsafe@example.com,safe,,false,false,false,95\r\n');
      expect(Papa.parse(text, { header: true, skipEmptyLines: true }).data).toEqual(
        body.results.map((verdict: object) =>
          Object.fromEntries(
            Object.entries(verdict).map(([key, value]) => [key, value === null ? '' : String(value)]),
          ),
        ),
      );
    });

    test('C102, C116, C141: refuses a job that is not completed or was cancelled, and unknown formats', async () => {
      const { api } = await server().account(1);
      const { release } = server().leadEngine.verifier.hold('never.example');
      const id = await api.verify(['a@never.example']);
      const running = await api.get(`/verify/jobs/${id}/results?format=csv`);
      await api.post(`/jobs/${id}/cancel`);
      release();

      expect(refusal(running)).toEqual([409, 'job_not_ready']);
      expect(refusal(await api.get(`/verify/jobs/${id}/results`))).toEqual([409, 'job_not_ready']);
      expect(refusal(await api.get(`/verify/jobs/${id}/results?format=xml`))).toEqual([400, 'invalid_query']);
    });
  });

  describe('webhooks of verifications', () => {
    test('C161, C162, C164, C166, C167: announce the end with the final figures', async () => {
      const { api } = await server().account(1);
      const receiver = await startReceiver();
      const id = await api.verify([...many(3, 'safe'), 'unknown@example.com'], {
        webhook_url: `${receiver.url}/done`,
      });
      const { release } = server().leadEngine.verifier.hold('off.example');
      const cancelled = await api.verify(['a@off.example'], { webhook_url: `${receiver.url}/off` });
      await api.post(`/jobs/${cancelled}/cancel`);
      release();

      const done = JSON.parse((await receiver.first('/done')).body.toString());
      const off = JSON.parse((await receiver.first('/off')).body.toString());
      await receiver.close();

      expect(done).toEqual({
        event: 'verify.job.completed',
        created_at: isoSeconds,
        data: {
          job_id: id,
          status: 'completed',
          total: 4,
          processed: 4,
          valid: 3,
          results_url: `${server().url}/api/v1/verify/jobs/${id}/results`,
          credits_used: 0.015,
        },
      });
      expect(off).toMatchObject({ event: 'verify.job.failed', data: { status: 'cancelled', processed: 0 } });
      expect(off.data).not.toHaveProperty('error');
    });
  });
}
