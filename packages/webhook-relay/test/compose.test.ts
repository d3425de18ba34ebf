import { expect, test } from 'vitest';
import { composeMessage } from '../src/deliver/compose.ts';
import { scrapekitSource, urlTarget } from './support/test-relay.ts';

test('no secret of the source reaches a target, also when the service repeats it', () => {
  const secrets = { apiKey: 'sk_live_0123456789', webhookSecrets: ['whsec_"0123456789'] };
  const source = scrapekitSource({ ...secrets, baseUrl: 'https://api.test', targets: [] });
  const event = {
    ...{ id: 'evt_1', source: 'leads', jobId: 'job-1', operation: 'scrape', type: 'job.completed' as const },
    ...{ isReconciled: true, createdAt: new Date(0), data: { request: secrets } },
  } as const;
  const json = Buffer.from(JSON.stringify([{ url: `/x?key=${secrets.apiKey}` }]));

  for (const kind of ['pages', 'single'] as const) {
    const rows = kind === 'pages' ? { kind, maxBytes: 5_000, maxRows: 5 } : { kind };
    const target = urlTarget('crm', 'https://crm.test/hook', { rows });
    const signingSecret = `whsec_${Buffer.alloc(32).toString('base64')}`;
    const { body } = composeMessage({
      ...{ event, source, target, signingSecret, now: new Date(0), rows: { json, page: 1, pages: 1 } },
    });

    const text = Buffer.from(body).toString();
    expect(text).not.toContain('0123456789');
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  }
});
