// Paste this file into a "Code by Zapier" step (Run JavaScript) after "Webhooks by Zapier: Catch Raw Hook".
// Input Data (see README.md): raw_body, message_id, timestamp, signature, webhook_secret, api_key, max_rows.
const { createHmac, timingSafeEqual } = require('crypto');

const PROVIDER = 'ScrapeNest';
// All requests go to this host. A URL in a delivery is not requested, because its host would get the API key.
const HOST = 'https://api.scrapenest.com';
// ScrapeNest repeats a delivery for 3 days, perhaps with its first timestamp, and Zapier may run it later.
const MAX_AGE_SECONDS = 4 * 24 * 60 * 60;

const { raw_body: rawBody = '', message_id: messageId = '', timestamp = '', signature = '' } = inputData;
const secrets = setting('webhook_secret').split(',').filter(Boolean);
const headers = { 'x-api-key': setting('api_key') };
const maxRows = rowLimit();
const deadline = AbortSignal.timeout(25_000);

// The key is the base64 text after "whsec_". The public key of an account (whpk_) must not verify anything.
if (!secrets.every((secret) => /^whsec_[A-Za-z0-9+/]{8,}={0,2}$/.test(secret))) {
  throw new Error('Enter as webhook_secret the signing secret of the endpoint. It starts with whsec_.');
}
// The header lists one signature for each secret, separated by spaces. A comma between two joins two headers.
const signatures = signature.split(' ');
const presented = signatures.filter((text) => /^v1,[A-Za-z0-9+/]{43}=$/.test(text));
const isWellFormed = /^[!-+\-/-~]+$/.test(messageId) && /^(0|[1-9][0-9]{0,11})$/.test(timestamp);
if (!isWellFormed || presented.length === 0 || signatures.some((text) => text.includes('=,'))) {
  throw refusal('it has no signature of ScrapeNest');
}
const isSignedWith = (secret) => {
  const hmac = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'));
  const expected = Buffer.from(`v1,${hmac.update(`${messageId}.${timestamp}.${rawBody}`).digest('base64')}`);
  return presented.some((text) => timingSafeEqual(expected, Buffer.from(text)));
};
if (!secrets.some(isSignedWith)) throw refusal('it was not signed with webhook_secret');
const age = Date.now() / 1000 - Number(timestamp);
if (age > MAX_AGE_SECONDS || age < -300)
  throw refusal('it is older than 4 days or its time is in the future');

const { event_type: event, data } = parseBody();
const [jobId] = /^[\w-]{1,100}$/.exec(data?.job_id ?? '') ?? [];
if (event !== 'job.completed' || jobId === undefined) {
  return withoutRows({ status: 'ignored', reason: 'The delivery does not end a job.' });
}

const job = await readJson(`/api/v1/jobs/${jobId}`);
// The words for the status of a job are undocumented. Events say "succeeded".
const isCompleted = ['succeeded', 'completed'].includes(job?.status);
if (!isCompleted) return withoutRows({ jobId, status: job?.status, reason: job?.failure_reason });
const answer = await readJson(`/api/v1/jobs/${jobId}/artifacts`);
// The name of the list is undocumented.
return toItems(jobId, answer?.artifacts ?? answer?.items ?? answer?.data);

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
