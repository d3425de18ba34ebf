import { Make } from '@makehq/sdk';
import { type ProviderId, providers } from '@scrapekit/core';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deployApp } from '../../src/deploy/deploy-app.ts';
import { readCommand } from '../../src/deploy/read-command.ts';
import { type AppFiles, writeAppFiles } from '../../src/format/app-files.ts';
import { generateApp } from '../../src/generate/app.ts';
import { type FakeMake, startFakeMake, TOKEN } from './fake-make.ts';

let fake: FakeMake;

beforeEach(async () => {
  fake = await startFakeMake();
});
afterEach(() => {
  fake.close();
});

const filesOf = (id: ProviderId): AppFiles => writeAppFiles(generateApp(providers[id]));

async function deploy(files: AppFiles, name = 'my-app'): Promise<readonly string[]> {
  const make = new Make(TOKEN, new URL(fake.url).host);
  make.protocol = 'http';
  const lines: string[] = [];
  await deployApp(files, { make, target: { name, version: 1 }, report: (line) => void lines.push(line) });
  return lines;
}

const contentOf = (files: AppFiles, file: string): unknown => JSON.parse(files[file]!);

test.each(Object.values(providers))('the app of $name arrives with every file', async ({ id }) => {
  const files = filesOf(id as ProviderId);

  await deploy(files);

  const sections = [
    fake.app,
    ...[fake.connections, fake.webhooks, fake.modules].flatMap((all) => [...all.values()]),
  ]
    .flatMap((component) => Object.values(component.sections))
    .map((content) => JSON.stringify(content));
  const expected = Object.entries(files)
    .filter(([file]) => file !== 'makecomapp.json')
    .map(([file, content]) => JSON.stringify(file === 'README.md' ? content : JSON.parse(content)));
  expect(sections.toSorted()).toEqual(expected.toSorted());
});

test('a module arrives with its type, what it does, its connection and its webhook', async () => {
  const files = filesOf('scrapekit');

  const lines = await deploy(files);

  expect(fake.modules.get('createScrapeJob')).toMatchObject({
    label: 'Create a scrape job',
    typeId: 4,
    crud: 'create',
    connection: 'my-app',
    webhook: null,
    sections: {
      api: contentOf(files, 'modules/create-scrape-job/create-scrape-job.communication.iml.json'),
      expect: contentOf(files, 'modules/create-scrape-job/create-scrape-job.mappable-params.iml.json'),
    },
  });
  const webhook = fake.modules.get('watchFinishedVerificationJobs')!.webhook as string;
  expect(fake.webhooks.get(webhook)).toMatchObject({
    label: 'Finished verification jobs',
    type: 'web',
    connection: 'my-app',
  });
  expect(fake.modules.get('listLeads')).toMatchObject({ typeId: 9, crud: null });
  expect(fake.modules.get('makeApiCall')).toMatchObject({ typeId: 12, subtype: 'Universal' });
  expect(lines).toContain('The module "Create a scrape job" was created.');
});

test('a second deployment updates what the first one created, and deletes and publishes nothing', async () => {
  const files = filesOf('scrapekit');
  await deploy(files);
  const names = [[...fake.connections.keys()], [...fake.webhooks.keys()], [...fake.modules.keys()]];
  fake.modules.get('getScrapeJob')!.label = 'An old label';
  fake.modules.set('oldModule', { name: 'oldModule', label: 'Old', sections: {} });
  fake.requests.length = 0;

  const lines = await deploy(files);

  expect([[...fake.connections.keys()], [...fake.webhooks.keys()], [...fake.modules.keys()]]).toEqual([
    names[0],
    names[1],
    [...names[2]!, 'oldModule'],
  ]);
  expect(fake.modules.get('getScrapeJob')!.label).toBe('Get a scrape job');
  expect(fake.requests.filter((request) => /^(POST|DELETE)/.test(request))).toEqual([]);
  expect(lines.join('\n')).not.toContain('created');
  expect(lines).toContain('These modules are not in the files and were left as they are: oldModule.');
});

test('an app that does not exist gets nothing', async () => {
  await expect(deploy(filesOf('scrapekit'), 'other-app')).rejects.toThrow('Not found');

  expect(fake.requests).toEqual(['GET /sdk/apps/other-app/1']);
});

test('files with a problem are not sent', async () => {
  const { 'modules/groups.json': _, ...files } = filesOf('scrapekit');

  await expect(deploy(files)).rejects.toThrow('modules/groups.json: The file is missing.');

  expect(fake.requests).toEqual([]);
});

const run = promisify(execFile);
const main = fileURLToPath(new URL('../../src/deploy/main.ts', import.meta.url));
const command = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  run(process.execPath, ['--conditions=@scrapekit/source', main, ...args], {
    env: { PATH: process.env.PATH, ...env },
  });

test('the command deploys an app, and prints no token', async () => {
  const { stdout, stderr } = await command(['scrapfly', 'my-app'], {
    MAKE_URL: fake.url,
    MAKE_API_TOKEN: TOKEN,
  });

  expect(fake.modules.size).toBe(3);
  expect(stdout).toMatch(/^The base of my-app was updated\.\n(.*\n)*The groups and the documentation/);
  expect(stdout + stderr).not.toContain(TOKEN);
});

test('the command prints no token when it is refused', async () => {
  const wrong = '00000000-0a1b-4c2d-8e3f-112233445566';

  const failed = command(['scrapfly', 'my-app'], { MAKE_URL: fake.url, MAKE_API_TOKEN: wrong });

  await expect(failed).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'The token Token ***** is wrong.\n',
  });
});

test.each([
  ['no provider', [], {}, 'The providers are scrapekit'],
  ['an unknown provider', ['other', 'my-app'], {}, 'The providers are scrapekit'],
  ['a name that Make does not accept', ['scrapekit', 'My App'], {}, 'The name of the app'],
  ['a version that is no number', ['scrapekit', 'my-app', 'one'], {}, 'Usage'],
  ['one argument more', ['scrapekit', 'my-app', '1', '--force'], {}, 'Usage'],
  ['no token', ['scrapekit', 'my-app'], { MAKE_API_TOKEN: '' }, 'Set MAKE_API_TOKEN'],
  ['no address', ['scrapekit', 'my-app'], { MAKE_URL: '' }, 'Set MAKE_URL'],
  [
    'an address that is not secure',
    ['scrapekit', 'my-app'],
    { MAKE_URL: 'http://eu1.make.com' },
    'Set MAKE_URL',
  ],
])('%s is refused with what to do', (_, args, env, message) => {
  const environment = { MAKE_URL: 'https://eu1.make.com', MAKE_API_TOKEN: TOKEN, ...env };

  expect(() => readCommand(args, environment)).toThrow(message);
});

test('a complete command is read', () => {
  const env = { MAKE_URL: 'https://eu1.make.com', MAKE_API_TOKEN: TOKEN };

  expect(readCommand(['scrupp', 'my-app', '2'], env)).toEqual({
    provider: 'scrupp',
    target: { name: 'my-app', version: 2 },
    protocol: 'https',
    zone: 'eu1.make.com',
    token: TOKEN,
  });
});
