// Paste this file into a "Code by Zapier" step (Run JavaScript) after "Webhooks by Zapier: Catch Raw Hook".
// Input Data (see README.md): raw_body, api_key, max_rows.
// MatchKraft signs nothing, so anyone may have sent the delivery. Only the job's id and type are used.

const PROVIDER = 'MatchKraft';
// All requests go to this host. A URL in a delivery is not requested, because its host would get the API key.
const HOST = 'https://app.matchkraft.com';
const JOB_TYPES = ['domain-scan', 'email-validation', 'email-finder'];

const headers = { apikey: setting('api_key') };
const maxRows = rowLimit();
const deadline = AbortSignal.timeout(25_000);

// The id and the type become part of a request's path, so only a UUID and the documented types pass.
const { event, jobId, jobType } = parseBody();
const isUuid = typeof jobId === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(jobId);
if (event !== 'job.completed' || !isUuid || !JOB_TYPES.includes(jobType)) {
  throw refusal('MatchKraft sends no such body');
}

const answer = await readJson(`/api/v2/${jobType}/results/${jobId}`);
// Only PENDING, COMPLETED and FAILED are documented, and their spelling has changed before.
const status = String(answer?.status ?? 'unknown').toLowerCase();
if (status !== 'completed') return withoutRows({ jobId, status, reason: answer?.error ?? answer?.message });
// The name of the list is undocumented.
return toItems(jobId, answer.results ?? answer.records ?? answer.data);

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
