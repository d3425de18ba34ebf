import { providers } from '@scrapekit/core';
import { expect, test } from 'vitest';
import { checkApp } from '../src/check/check-app.ts';
import { writeAppFiles } from '../src/format/app-files.ts';
import { generateApp } from '../src/generate/app.ts';

const files = writeAppFiles(generateApp(providers.scrapekit));
const create = 'modules/create-scrape-job/create-scrape-job.communication.iml.json';
const run = 'modules/run-scrape-job/run-scrape-job.communication.iml.json';
const leads = 'modules/list-leads/list-leads.communication.iml.json';
const form = 'modules/create-scrape-job/create-scrape-job.mappable-params.iml.json';
const webhook = 'webhooks/watch-finished-scrape-jobs/watch-finished-scrape-jobs.communication.iml.json';

test.each([
  ['a file that is missing', create, undefined, 'The file is missing.'],
  ['a file that is no JSON', create, ['{', '{{'], 'expected'],
  ['a directive that does not exist', create, ['"response"', '"respones"'], 'Unrecognized key: "respones"'],
  ['an unknown type of errors', create, ['"DataError"', '"PaymentError"'], '400.type'],
  ['a create without a body', create, ['"POST"', '"GET"'], 'no other request has one'],
  ['a URL on another server', leads, ['"/api', '"https://example.com/api'], 'could lead to a server'],
  ['a URL that a bundle decides', leads, ['"/api', '"{{parameters.url}}/api'], 'could lead to a server'],
  ['repeats without a limit', run, ['"limit": 48', '"delay": 5000'], 'repeat.limit'],
  ['repeats that take too long', run, ['"limit": 48', '"limit": 4800'], 'longer than Make runs a module'],
  ['a search without a limit', leads, ['"limit"', '"output"'], 'A search has a limit.'],
  ['an unknown function', leads, ['split(', 'explode('], 'explode(), which is unknown'],
  ['an unknown variable', leads, ['item.rating', 'row.rating'], 'row, which is unknown'],
  ['an expression without an end', leads, ["';')", "';'"], 'not well formed'],
  ['a semicolon between arguments', leads, ['emails_found, split', 'emails_found; split'], 'Unexpected text'],
  [
    'a webhook that passes on everything',
    webhook,
    ['"jobId"', '"url": "{{body.data.results_url}}", "jobId"'],
    'Unrecognized key: "url"',
  ],
  ['a field without a label', form, ['"label": "Query"', '"title": "Query"'], 'label'],
  ['a list without a spec', form, ['"uinteger"', '"array"'], 'need a spec'],
  [
    'logs that show the key',
    'general/base.iml.json',
    ['"request.headers.authorization"', ''],
    'log.sanitize',
  ],
  [
    'redirects',
    'general/base.iml.json',
    ['"followRedirects": false', '"followRedirects": true'],
    'followRedirects',
  ],
  ['a file that is not listed', 'modules/extra.iml.json', ['', '{}'], 'does not list this file'],
  [
    'an unknown webhook',
    'makecomapp.json',
    ['"webhook": "watch', '"webhook": "watc'],
    'which does not exist',
  ],
  ['a module without a group', 'modules/groups.json', ['"getScrapeJob",', ''], 'exactly one group'],
] as const)('finds %s', (_, file, change, message) => {
  const changed = change === undefined ? undefined : (files[file] ?? '').replace(change[0], change[1]);
  const { [file]: _old, ...others } = files;

  const problems = checkApp(changed === undefined ? others : { ...others, [file]: changed });

  expect(changed).not.toBe(files[file]);
  expect(problems.map((problem) => `${problem.file}: ${problem.message}`).join('\n')).toContain(message);
  expect(problems).not.toEqual([]);
});
