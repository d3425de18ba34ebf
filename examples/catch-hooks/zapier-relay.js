// Paste this file into a "Code by Zapier" step (Run JavaScript) after "Webhooks by Zapier: Catch Raw Hook".
// Input Data (see README.md): raw_body, webhook_id, timestamp, signature, signing_secret.
const { createHmac, timingSafeEqual } = require('crypto');

// The relay signs each attempt anew. Zapier may run the step later: Autoreplay tries for 10 hours and 35 minutes.
const MAX_AGE_SECONDS = 24 * 60 * 60;

const { raw_body: rawBody = '', webhook_id: webhookId = '', timestamp = '', signature = '' } = inputData;
const [, key] =
  /^whsec_([A-Za-z0-9+/]{32,}={0,2})$/.exec(String(inputData.signing_secret ?? '').trim()) ?? [];
if (key === undefined) throw new Error('Enter signing_secret in the Input Data, as the relay shows it.');

const signed = `${webhookId}.${timestamp}.${rawBody}`;
const expected = createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest('base64');
const isSame = (given) => {
  const bytes = Buffer.from(given);
  const wanted = Buffer.from(`v1,${expected}`);
  return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
};
if (!signature.split(' ').some(isSame)) throw refusal('it was not signed with signing_secret');
const age = Date.now() / 1000 - Number(timestamp);
if (!(age <= MAX_AGE_SECONDS && age >= -300))
  throw refusal('it is older than a day or its time is in the future');

const { type, job, page, rows = [] } = JSON.parse(rawBody);
const facts = { job_id: job.id, job_status: type.replace('job.', '') };
if (rows.length === 0) return [{ has_row: false, ...facts }];
// A lead of ScrapeKit has a list of addresses. Most steps want one address, so the first is a column, too.
return rows.map((row, i) => ({
  email: row.emails_found?.[0],
  ...row,
  ...facts,
  has_row: true,
  row_id: `${job.id}:${page.number}:${i + 1}`,
}));

function refusal(reason) {
  return new Error(`This delivery was refused, because ${reason}. The Zap stops here.`);
}
