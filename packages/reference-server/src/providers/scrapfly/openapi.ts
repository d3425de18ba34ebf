import { atLeast, count, flag, oneOf, orNull, someText, text } from '../../http/openapi.ts';
import { about, type ApiFacts, type ApiOperation, inPath, inQuery } from '../describe-api.ts';
import { contentFormats } from './content.ts';

const result = atLeast({
  content: about('The page, as base64 when `format` is `binary`, or a link to it when it is large.', text),
  content_type: orNull(text),
  format: oneOf('text', 'binary', 'clob', 'blob'),
  status_code: about('What the website answered.', orNull(count)),
  success: flag,
  url: about('The address after redirects.', text),
  size: about('Bytes of the page.', count),
  error: about('Why the page could not be fetched.', { type: ['object', 'null'] }),
});
const response = atLeast(
  { config: atLeast({ url: someText }), context: atLeast({}), uuid: someText },
  { result: about('Absent while the scrape is queued.', result) },
);

const parameters = [
  {
    name: 'url',
    in: 'query',
    required: true,
    description: 'The http or https address of the page.',
    example: 'https://example.com/',
    schema: { type: 'string', maxLength: 8_192 },
  },
  inQuery(
    'format',
    oneOf(...contentFormats),
    'The form of the content, `raw` by default. The others need HTML.',
  ),
  inQuery(
    'webhook_name',
    someText,
    'Queues the scrape and delivers its response to the webhook of this name. Without it the answer has the page.',
  ),
];
const refusals = { 400: 'A parameter is wrong, or there is no such webhook.' };
const others = {
  422: {
    meaning: 'The page could not be fetched. `result.error` says why and whether a repeat may help.',
    schema: response,
  },
};
const job = inPath('job', 'The `context.job.uuid` of the answer to the queued scrape.');
const noJob = { 400: 'The account has no such scrape, or it has not ended.' };

const operations: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/scrape',
    id: 'scrape',
    tag: 'Scrape',
    summary: 'Fetches a page.',
    description:
      'It follows up to ten redirects within 30 seconds and reads up to 5 MiB. Scrapes are free. This server has no browser and no proxies.',
    parameters,
    success: { 200: response, 201: response },
    others,
    refusals,
  },
  {
    method: 'post',
    path: '/scrape',
    id: 'scrape_by_post',
    tag: 'Scrape',
    summary: 'Posts a body to a page.',
    description:
      'The body of the request and its `Content-Type` are sent to the page. It may have up to 64 KiB.',
    parameters,
    body: about('Any body.', { type: 'object' }),
    example: { greeting: 'hello' },
    success: { 200: response, 201: response },
    others,
    refusals,
  },
  {
    method: 'get',
    path: '/log/{job}',
    id: 'read_log',
    tag: 'Queued scrapes',
    summary: 'Returns the response of a queued scrape.',
    description: 'The `log_url` of a delivery leads here.',
    parameters: [job],
    success: { 200: response },
    refusals: noJob,
  },
  {
    method: 'get',
    path: '/blob/{job}',
    id: 'read_blob',
    tag: 'Queued scrapes',
    summary: 'Returns content that was too large for a delivery.',
    description: 'Text is sent as text, and any other content as bytes.',
    parameters: [job],
    success: { 200: 'application/octet-stream' },
    refusals: noJob,
  },
  {
    method: 'get',
    path: '/account',
    id: 'read_account',
    tag: 'Account',
    summary: 'Returns the account of the API key.',
    description: 'It is free, so use it to check a key.',
    success: {
      200: atLeast({
        account: atLeast({ account_id: someText }),
        project: atLeast({ name: someText }),
        subscription: about('The remaining credits.', atLeast({})),
      }),
    },
  },
];

export const scrapflyApi: ApiFacts = {
  title: 'Scrapfly API',
  description:
    'The scrape API of Scrapfly as this server imitates it. A page is really fetched, at once or in the background for a named webhook. Scrapes are free.',
  prefix: '/scrapfly',
  key: { type: 'apiKey', in: 'query', name: 'key', description: 'An API key of the account.' },
  tags: {
    Scrape: 'Fetch a page.',
    'Queued scrapes': 'What a webhook got.',
    Account: 'The key and the balance.',
  },
  errorBody: atLeast({ status: oneOf('error'), http_code: count, message: someText }),
  operations,
};
