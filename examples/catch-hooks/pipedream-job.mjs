// Paste this file into a Node.js code step of Pipedream. It starts a job, reads it until it has ended, and returns its leads.
const JOBS = 'https://scrapekit.ai/api/v1/scrape/jobs';
const MS_BETWEEN_READINGS = 2 * 60_000;
const MAX_READINGS = 100;

export default defineComponent({
  props: {
    api_key: { type: 'string', label: 'API key', secret: true },
    query: { type: 'string', label: 'What to look for' },
    location: { type: 'string', label: 'Where' },
    max_leads: { type: 'integer', label: 'Number of leads' },
  },
  async run({ $ }) {
    const { runs, context } = $.context.run;
    if (runs === 1) {
      const { query, location, max_leads } = this;
      const { job_id } = await request('', this.api_key, { query, location, max_leads });
      return $.flow.rerun(MS_BETWEEN_READINGS, { job_id }, MAX_READINGS);
    }
    const { job_id } = context;
    const { status, error } = await request(`/${job_id}`, this.api_key);
    if (status === 'queued' || status === 'running') {
      if (runs > MAX_READINGS)
        throw new Error(`The job ${job_id} has not ended yet. Read it later by its ID.`);
      return $.flow.rerun(MS_BETWEEN_READINGS, { job_id }, MAX_READINGS);
    }
    if (status !== 'completed')
      throw new Error(`The job ${job_id} is ${status}: ${error ?? 'no reason was given'}`);
    const { results } = await request(`/${job_id}/results`, this.api_key);
    return results.map((row, i) => ({ ...row, row_id: `${job_id}:${i + 1}` }));
  },
});

// Sends one request. A redirect is an error, because it could take the API key to another host.
async function request(path, apiKey, body) {
  const response = await fetch(JOBS + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(25_000),
  });
  if (response.ok) return await response.json();
  const advice = body
    ? 'Look in the dashboard before you start the job again.'
    : 'Read the job later by its ID.';
  throw new Error(`ScrapeKit answered ${response.status}. ${advice}`);
}
