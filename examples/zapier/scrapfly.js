// Paste this file into a "Code by Zapier" step (Run JavaScript) after "Webhooks by Zapier: Catch Raw Hook".
// Input Data (see README.md): raw_body, signature, webhook_secret.
// The delivery of Scrapfly holds the result itself, so this step sends no request and needs no API key.
const { createHmac, timingSafeEqual } = require('crypto');

const PROVIDER = 'Scrapfly';
const { raw_body: rawBody = '', signature = '' } = inputData;
const secrets = setting('webhook_secret').split(',').filter(Boolean);
// A delivery holds one page.
const maxRows = 1;

// Scrapfly signs neither a time nor an id of the delivery, so the age of a delivery is unknown.
if (!/^[0-9a-fA-F]{64}$/.test(signature)) throw refusal('it has no signature of Scrapfly');
const isSignedWith = (secret) => {
  const expected = createHmac('sha256', secret).update(rawBody).digest('hex');
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature.toLowerCase()));
};
if (!secrets.some(isSignedWith)) throw refusal('it was not signed with webhook_secret');

const { context, result } = parseBody();
const [jobId] = /^[\w-]{1,100}$/.exec(context?.job?.uuid ?? '') ?? [];
if (jobId === undefined) return withoutRows({ status: 'ignored', reason: 'The delivery ends no scrape.' });
if (result == null) return withoutRows({ jobId, status: 'queued' });
const { url, status_code, content_type, format, content, error, reason } = result;
if (result.success === false) {
  return withoutRows({ jobId, status: 'failed', reason: error?.message ?? error?.code ?? reason });
}
// Large content arrives as a link that needs the API key. This step leaves it out.
const isLink = format === 'clob' || format === 'blob';
const note = isLink ? 'The content is too large for a webhook. Use our app.' : '';
return toItems(jobId, [{ url, status_code, content_type, format, content: isLink ? '' : content, note }]);

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
