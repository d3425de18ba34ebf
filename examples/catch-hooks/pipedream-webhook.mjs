// Paste this file into a Node.js code step of Pipedream, after the trigger "HTTP / Webhook" with full HTTP requests.
import { createHmac, timingSafeEqual } from 'node:crypto';

// All requests go to this host. A URL in a webhook is not requested, because its host would get the API key.
const JOBS = 'https://scrapekit.ai/api/v1/scrape/jobs';
const MAX_AGE_SECONDS = 300;

export default defineComponent({
  props: {
    webhook_secret: { type: 'string', label: 'Webhook secret', secret: true },
    api_key: { type: 'string', label: 'API key', secret: true },
  },
  async run({ steps, $ }) {
    const { headers, bodyRaw } = steps.trigger.event;
    if (typeof bodyRaw !== 'string')
      throw new Error('The trigger gives no raw body, so nothing can be verified.');
    if (!/^whsec_.{20}/.test(this.webhook_secret))
      throw new Error('Enter the webhook secret. It begins with whsec_.');
    const timestamp = headers['x-scrapekit-timestamp'] ?? '';
    const given = Buffer.from(headers['x-scrapekit-signature'] ?? '');
    const signed = createHmac('sha256', this.webhook_secret).update(`${timestamp}.${bodyRaw}`).digest('hex');
    const isSigned = given.length === signed.length && timingSafeEqual(given, Buffer.from(signed));
    if (!isSigned) return $.flow.exit('The webhook was not signed with this secret.');
    if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= MAX_AGE_SECONDS))
      return $.flow.exit('The webhook is older than five minutes.');
    const jobId = JSON.parse(bodyRaw).data?.job_id;
    if (!/^sk_job_[\w-]{1,100}$/.test(jobId)) return $.flow.exit('The webhook names no scrape job.');

    const { status } = await read(jobId, this.api_key);
    if (status !== 'completed') return $.flow.exit(`The job is ${status}.`);
    const { results } = await read(`${jobId}/results`, this.api_key);
    return results.map((row, i) => ({ ...row, row_id: `${jobId}:${i + 1}` }));
  },
});

async function read(path, apiKey) {
  const response = await fetch(`${JOBS}/${path}`, {
    headers: { authorization: `Bearer ${apiKey}` },
    redirect: 'error',
    signal: AbortSignal.timeout(25_000),
  });
  if (!response.ok) throw new Error(`ScrapeKit answered ${response.status}. Replay this event later.`);
  return await response.json();
}
