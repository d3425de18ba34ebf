// Paste this file into a "Code by Zapier" step (Run JavaScript) after "Webhooks by Zapier: Catch Raw Hook".
// Input Data (see README.md): raw_body, signature, timestamp, webhook_secret, api_key, max_rows.
const { createHmac, timingSafeEqual } = require('crypto');

const PROVIDER = 'ScrapeKit';
// All requests go to this host. A URL in a delivery is not requested, because its host would get the API key.
const HOST = 'https://scrapekit.ai';
// ScrapeKit sends once, but Zapier may run the step later: Autoreplay tries for 10 hours and 35 minutes.
const MAX_AGE_SECONDS = 24 * 60 * 60;

const { raw_body: rawBody = '', signature = '', timestamp = '' } = inputData;
const secrets = setting('webhook_secret').split(',').filter(Boolean);
const headers = { authorization: `Bearer ${setting('api_key')}` };
const maxRows = rowLimit();
const deadline = AbortSignal.timeout(25_000);

if (!/^[0-9a-f]{64}$/.test(signature) || !/^(0|[1-9][0-9]{0,11})$/.test(timestamp)) {
  throw refusal('it has no signature of ScrapeKit');
}
const isSignedWith = (secret) => {
  const expected = createHmac('sha256', secret).update(`${timestamp}.${rawBody}`).digest('hex');
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
};
if (!secrets.some(isSignedWith)) throw refusal('it was not signed with webhook_secret');
const age = Date.now() / 1000 - Number(timestamp);
if (age > MAX_AGE_SECONDS || age < -300) throw refusal('it is older than a day or its time is in the future');

const { data } = parseBody();
const [jobId, kind] = /^sk_(job|verify)_[\w-]{1,100}$/.exec(data?.job_id) ?? [];
if (jobId === undefined) return withoutRows({ status: 'ignored', reason: 'The delivery names no job.' });

const route = `/api/v1/${kind === 'job' ? 'scrape' : 'verify'}/jobs/${jobId}`;
const job = await readJson(route);
if (job?.status !== 'completed') return withoutRows({ jobId, status: job?.status, reason: job?.error });
const answer = await readJson(`${route}/results`);
// A lead has all of its addresses in one text. Most steps want one address, so the first is a column, too.
const items = toItems(jobId, answer?.results);
return items.map((item) => ({ email: item.emails_found?.split(';')[0], ...item }));

// These functions are the same for every provider. They are repeated, because each file is pasted alone.

// Returns a value of the Input Data. An empty secret is refused, because anyone can sign with it.
function setting(name) {
  const value = String(inputData[name] ?? '').trim();
  if (!/^[!-~]+$/.test(value)) throw new Error(`Enter ${name} in the Input Data, without spaces.`);
  return value;
}

function refusal(reason) {
  return new Error(`This delivery was refused, because ${reason}. The Zap stops here.`);
}

function parseBody() {
  try {
    return Object(JSON.parse(inputData.raw_body));
  } catch {
    throw refusal('its body is not JSON');
  }
}

function withoutRows({ jobId = '', status, reason }) {
  return [{ has_row: false, job_id: jobId, job_status: status ?? 'unknown', reason: reason ?? '' }];
}

// Returns one item for each row. The rows end at 4 MB, because Zapier takes at most 6 MB from a step.
function toItems(jobId, rows) {
  if (!Array.isArray(rows)) throw new Error(`${PROVIDER} sent the results in an unknown form.`);
  let bytes = 0;
  const kept = rows.slice(0, maxRows).filter((row) => {
    bytes += Buffer.byteLength(JSON.stringify(row));
    return bytes < 4_000_000;
  });
  const counts = { rows_total: rows.length, rows_returned: kept.length };
  const facts = { has_row: true, job_id: jobId, job_status: 'completed', ...counts };
  if (kept.length > 0) return kept.map((row, i) => ({ ...row, ...facts, row_id: `${jobId}:${i + 1}` }));
  const reason = rows.length === 0 ? 'The job found nothing.' : 'A row is too large for a Code step.';
  return withoutRows({ jobId, status: 'completed', reason });
}

function rowLimit() {
  const limit = Number(inputData.max_rows || 100);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 500) return limit;
  throw new Error('Enter a whole number from 1 to 500 as max_rows, or leave it out.');
}

// Reads JSON from the fixed host. A redirect is an error, because it could take the API key to another host.
async function readJson(path) {
  const chunks = [];
  let bytes = 0;
  let status;
  try {
    const response = await fetch(HOST + path, { headers, redirect: 'error', signal: deadline });
    status = response.status;
    for await (const chunk of response.body) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > 50_000_000) throw new Error('The answer is too large.');
    }
    if (status === 200) return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    if (bytes > 50_000_000) throw new Error('The results are too large for a Code step. Use our Zapier app.');
    throw new Error(`The answer of ${PROVIDER} was missing, cut off or not JSON. Replay this run later.`);
  }
  const advice = { 401: 'Check api_key.', 403: 'Check api_key.', 404: 'The account has no such job.' };
  throw new Error(`${PROVIDER} answered ${status}. ${advice[status] ?? 'Replay this run later.'}`);
}
