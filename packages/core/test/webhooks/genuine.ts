import type { WebhookSource } from '../../src/webhooks/contract.ts';
import { matchkraft, scrapekit, scrapfly, scrapenest, scrupp } from './sources.ts';

/** A delivery from a provider's documentation. The signatures were computed with Python's `hmac`. */
export interface Genuine {
  readonly source: WebhookSource;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly secret: string;
  readonly jobId: string;
}

/** The time of all deliveries, in Unix seconds. */
export const SENT = 1_795_176_000;
export const now = new Date(SENT * 1000);

export const fromScrapekit: Genuine = {
  source: scrapekit,
  headers: {
    'Content-Type': 'application/json',
    'X-ScrapeKit-Event': 'scrape.job.completed',
    'X-ScrapeKit-Timestamp': '1795176000',
    'X-ScrapeKit-Signature': 'b9003bc26e099fcc2809706a17524fffe1a083b804d815b49cd7181345c1c18a',
  },
  body: Buffer.from(
    '{"event":"scrape.job.completed","created_at":"2026-04-21T10:41:02Z","data":{"job_id":"sk_job_4f7a9b1c",' +
      '"status":"completed","query":"dentists","location":"Austin, Texas","results_count":487,' +
      '"results_url":"https://scrapekit.ai/api/v1/scrape/jobs/sk_job_4f7a9b1c/results","credits_used":7.305}}',
  ),
  secret: 'whsec_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE',
  jobId: 'sk_job_4f7a9b1c',
};

export const fromScrupp: Genuine = {
  source: scrupp,
  headers: {
    'X-Scrupp-Timestamp': '1795176000',
    'X-Scrupp-Signature': 'sha256=f8fc99dc2e5192e28e456abc8fa63bfe8aae4e93bd9936d3b7fa9b11ba6940ef',
  },
  body: Buffer.from(
    '{"event":"task.completed","process_id":6666,"status":"completed","result_url":' +
      '"https://api.scrupp.com/api/v1/task/6666/data","meta":{"endpoint":"/company/linkedin",' +
      '"external_id":"row_9481","source":"zapier"}}',
  ),
  secret: 'sk_live_first_key_of_the_settings_page',
  jobId: '6666',
};

export const fromScrapenest: Genuine = {
  source: scrapenest,
  headers: {
    'Svix-Id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'Svix-Timestamp': '1795176000',
    'Svix-Signature': 'v1,NAo0Y61eV1p00tgHA/p638n2g1Rtq18LCpWr+9B6POc=',
  },
  body: Buffer.from(
    '{"event_id":"evt_01KRA","event_type":"job.completed","version":"1",' +
      '"data":{"job_id":"job_01","status":"succeeded","artifact_count":2}}',
  ),
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  jobId: 'job_01',
};

export const fromScrapfly: Genuine = {
  source: scrapfly,
  headers: {
    'X-Scrapfly-Webhook-Resource-Type': 'scrape',
    'X-Scrapfly-Webhook-Signature': '6D8A39BE5B1F4B5085877613DE3D7EE84151B61562AEF83637DAF27FA675221D',
    'X-Scrapfly-Webhook-Signature-Lowercase':
      '6d8a39be5b1f4b5085877613de3d7ee84151b61562aef83637daf27fa675221d',
  },
  body: Buffer.from(
    '{"config":{"url":"https://httpbin.org/anything"},"context":{"webhook":{"name":"example",' +
      '"secret":"1a8c1001-5bc9-4b23-a830-31ac864cd18c","consecutive_failed_count":0},' +
      '"job":{"uuid":"6b2b9a1e-4f0b-4df5-9a0c-2f2f0f5d8c11"}},"result":{"success":true}}',
  ),
  secret: '1a8c1001-5bc9-4b23-a830-31ac864cd18c',
  jobId: '6b2b9a1e-4f0b-4df5-9a0c-2f2f0f5d8c11',
};

export const fromMatchkraft: Genuine = {
  source: matchkraft,
  headers: { 'Content-Type': 'application/json' },
  body: Buffer.from(
    '{"event":"job.completed","jobId":"20f70187-b941-4bb0-b10f-599b025fc425",' +
      '"jobType":"email-validation","status":"COMPLETED"}',
  ),
  secret: '',
  jobId: '20f70187-b941-4bb0-b10f-599b025fc425',
};

/** The deliveries of the four providers that sign. */
export const signed: readonly Genuine[] = [fromScrapekit, fromScrupp, fromScrapenest, fromScrapfly];
