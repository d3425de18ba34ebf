import type { Change, Mutation } from './change-files.ts';

const change = (files: string, from: string | RegExp, to: string): Change => ({ files, from, to });
const base = (from: string | RegExp, to: string) => change('general/base.iml.json', from, to);
const connection = (from: string | RegExp, to: string) => change('api-key.communication.iml.json', from, to);
const communication = (module: string, from: string | RegExp, to: string) =>
  change(`${module}.communication.iml.json`, from, to);

const trigger = 'watch-finished-scrape-jobs';

export const scrapekitMutations: readonly Mutation[] = [
  {
    fault: 'the address in a webhook is fetched',
    changes: [
      change(
        `webhooks/${trigger}/${trigger}.communication.iml.json`,
        '"jobId": ',
        '"url": "{{body.data.results_url}}", "jobId": ',
      ),
      change(
        `modules/${trigger}/${trigger}.communication.iml.json`,
        /"url": "[^"]*"/,
        '"url": "{{payload.url}}"',
      ),
    ],
    foundBy: 'nothing of a webhook is used but the ID',
  },
  {
    fault: 'the content of a webhook is passed on',
    changes: [
      change(
        `webhooks/${trigger}/${trigger}.communication.iml.json`,
        '"jobId": ',
        '"status": "{{body.data.status}}", "jobId": ',
      ),
      change(`modules/${trigger}/${trigger}.communication.iml.json`, '"{{body}}"', '"{{payload}}"'),
    ],
    foundBy: 'nothing of a webhook is used but the ID',
  },
  {
    fault: 'a forged webhook is passed on',
    changes: [
      change(`modules/${trigger}/${trigger}.communication.iml.json`, /"url": "[^"]*"/, '"url": "/healthz"'),
    ],
    foundBy: 'a forged webhook starts nothing',
  },
  {
    fault: 'a webhook without an ID starts a request',
    changes: [
      change(
        `webhooks/${trigger}/${trigger}.communication.iml.json`,
        /"condition": "[^"]*"/,
        '"condition": "{{true}}"',
      ),
    ],
    foundBy: 'a body without an ID is dropped without a request',
  },
  {
    fault: 'a webhook with an ID of dots starts a request',
    changes: [
      change(`webhooks/${trigger}/${trigger}.communication.iml.json`, " && body.data.job_id !== '..'", ''),
    ],
    foundBy: 'an ID of dots is dropped without a request, because it would lead to another route',
  },
  {
    fault: 'the ID of a webhook is not encoded',
    changes: [
      change(
        `modules/${trigger}/${trigger}.communication.iml.json`,
        'encodeURL(payload.jobId)',
        'payload.jobId',
      ),
    ],
    foundBy: 'an ID cannot lead to another route',
  },
  {
    fault: 'the ID of a field is not encoded',
    changes: [communication('get-scrape-job', 'encodeURL(parameters.jobId)', 'parameters.jobId')],
    foundBy: 'an ID from a bundle cannot lead to another route',
  },
  {
    fault: 'an encoded ID is encoded again',
    changes: [communication('get-scrape-job', '"encodeUrl": false', '"encodeUrl": true')],
    foundBy: 'an ID from a bundle cannot lead to another route',
  },
  {
    fault: 'the logs of modules show the key',
    changes: [base('"request.headers.authorization"', '"request.headers.cookie"')],
    foundBy: 'a key is shown in no log',
  },
  {
    fault: 'the logs of the connection show the key',
    changes: [connection('"request.headers.authorization"', '"request.headers.cookie"')],
    foundBy: 'a key is shown in no log',
  },
  {
    fault: 'modules follow redirects',
    changes: [base('"followRedirects": false', '"followRedirects": true')],
    foundBy: 'a key does not follow a redirect',
  },
  {
    fault: 'creates follow redirects',
    changes: [base('"followAllRedirects": false', '"followAllRedirects": true')],
    foundBy: 'a key does not follow a redirect',
  },
  {
    fault: 'an API call goes to any address',
    changes: [communication('make-api-call', /"url": "[^"]*"/, '"url": "{{parameters.path}}"')],
    foundBy: 'an API call reaches the base URL only',
  },
  {
    fault: 'an API call follows the base URL without a slash',
    changes: [communication('make-api-call', "scrapekit.ai')}}/", "scrapekit.ai')}}")],
    foundBy: 'an API call reaches the base URL only',
  },
  {
    fault: 'any base URL is accepted',
    changes: [change('api-key.params.iml.json', /"pattern": "[^\n]*"/, '"pattern": ""')],
    foundBy: 'a base URL is a secure address without a query',
  },
  ...(
    [
      ['401', 'InvalidAccessTokenError'],
      ['402', 'OutOfSpaceError'],
      ['429', 'RateLimitError'],
      ['503', 'ConnectionError'],
      ['404', 'DataError'],
    ] as const
  ).map(([status, type]) => ({
    fault: `status ${status} has no type`,
    changes: [base(new RegExp(`("${status}": \\{\\s*"type": )"${type}"`), '$1"RuntimeError"')],
    foundBy: 'errors have the types that Make acts on',
  })),
  {
    fault: 'the advice for a refusal is missing',
    changes: [base('insufficient_credits', 'no_credits')],
    foundBy: 'errors have the types that Make acts on',
  },
  {
    fault: 'a create is repeated after its answer was lost',
    changes: [
      communication('create-scrape-job', /("503": \{\s*"type": )"RuntimeError"/, '$1"ConnectionError"'),
    ],
    foundBy: 'a charged request that got no answer is not repeated by Make, and the error says where to look',
  },
  {
    fault: 'the errors of a create are those of the base',
    changes: [communication('create-verification-job', '"error"', '"errors"')],
    foundBy: 'a charged request that got no answer is not repeated by Make, and the error says where to look',
  },
  {
    fault: 'a refused create is no rate limit',
    changes: [communication('create-scrape-job', '"RateLimitError"', '"RuntimeError"')],
    foundBy: 'a refused create keeps its type',
  },
  {
    fault: 'a job is started again after an error while waiting',
    changes: [
      communication(
        'run-scrape-job',
        /"error": \{\s*"400": \{\s*"type": "RuntimeError"/,
        '"errors": {"400": {"type": ""',
      ),
    ],
    foundBy: 'no error after a job was started makes Make start another',
  },
  {
    fault: 'a wait has no limit',
    changes: [communication('run-scrape-job', /"delay": 5000,\s*"limit": 48/, '"delay": 5000')],
    foundBy: 'a wait ends although the job does not',
  },
  {
    fault: 'a wait ends at once',
    changes: [communication('run-scrape-job', /("repeat": \{\s*"condition": )"[^"]*"/, '$1"{{false}}"')],
    foundBy: 'a small job is started once, waited for, and returns its rows',
  },
  {
    fault: 'a failed job is waited for',
    changes: [communication('run-scrape-job', " || body.status === 'failed'", '')],
    foundBy: 'a wait for a failed job ends with its status',
  },
  {
    fault: 'the rows of a failed job are read',
    changes: [communication('run-scrape-job', '{{temp.isCompleted}}', '{{true}}')],
    foundBy: 'a wait for a failed job ends with its status',
  },
  {
    fault: 'rows have no limit',
    changes: [communication('list-leads', '"limit": "{{parameters.limit}}"', '"limit": "{{1000}}"')],
    foundBy: 'a job is started, read, listed and downloaded',
  },
  {
    fault: 'the addresses of a lead stay one text',
    changes: [communication('list-leads', /"\{\{if\(item.emails_found[^"]*"/, '"{{item.emails_found}}"')],
    foundBy: 'a job is started, read, listed and downloaded',
  },
  {
    fault: 'a file is always JSON',
    changes: [communication('download-leads', /"format": "[^"]*"/, '"format": "{{undefined}}"')],
    foundBy: 'a job is started, read, listed and downloaded',
  },
  {
    fault: 'only one page of jobs is read',
    changes: [communication('list-scrape-jobs', "{{ifempty(body.next_cursor, '') !== ''}}", '{{false}}')],
    foundBy: 'pages are read until the limit is reached',
  },
  {
    fault: 'the same page of jobs is read again',
    changes: [communication('list-scrape-jobs', '"cursor"', '"after"')],
    foundBy: 'pages are read until the limit is reached',
  },
  {
    fault: 'the filters of jobs are ignored',
    changes: [communication('list-scrape-jobs', '"status":', '"state":')],
    foundBy: 'X01: jobs are listed by status and time, up to the limit',
  },
  {
    fault: 'the request ID is not sent',
    changes: [communication('create-scrape-job', '"client_request_id"', '"request_id"')],
    foundBy: 'X02: a job is found by the request ID after its answer was lost',
  },
  {
    fault: 'equal addresses are charged twice',
    changes: [
      communication('create-verification-job', 'deduplicate(parameters.emails)', 'parameters.emails'),
    ],
    foundBy: 'C132: equal addresses are sent and charged once',
  },
  {
    fault: 'the address of the webhook is not sent',
    changes: [communication('create-scrape-job', /"webhook_url": "[^"]*",/, '')],
    foundBy: 'a webhook of the service starts a scenario with the job as the API has it',
  },
  {
    fault: 'a connection is not tested',
    changes: [connection('{{parameters.checkKey !== false}}', '{{false}}')],
    foundBy: 'a wrong key is refused as an invalid access token',
  },
  {
    fault: 'a connection is always tested',
    changes: [connection('{{parameters.checkKey !== false}}', '{{true}}')],
    foundBy: 'a connection without a test sends nothing',
  },
];
