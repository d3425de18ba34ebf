import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/settings/config.ts';

// There is no Docker where the tests run, so they read the files. They cannot tell whether the image builds.
const read = (name: string): string => readFileSync(join(import.meta.dirname, '../..', name), 'utf8');
const stages = read('Dockerfile')
  .replaceAll('\\\n', ' ')
  .split(/^(?=FROM )/m)
  .slice(1);
const final = stages.at(-1) ?? '';
const dependencies = stages.find((stage) => / AS dependencies\b/.test(stage)) ?? '';

interface Service {
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}
const { services } = parse(read('compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<'api' | 'worker' | 'postgres', Service>>;
};

/** Returns the names of all settings that the server reads. */
function settingNames(): readonly string[] {
  const names = new Set<string>();
  readConfig(new Proxy({}, { get: (_target, name) => void names.add(String(name)) }));
  return [...names];
}

/** The settings that the image or the command of a service sets. */
const settingsOfTheImage = ['HOST', 'PORT', 'DATA_DIR', 'ROLE'];

test('the image holds the server and the packages below it, without sources, tests and other packages', () => {
  const copied = Array.from(final.matchAll(/^COPY (?:--from=\w+ )?(\S+) /gm), ([, path]) => path);

  expect(copied).toEqual([
    '/app/',
    '/app/packages/core/dist/',
    '/app/packages/storage/dist/',
    '/app/packages/guarded-http/dist/',
    'packages/storage/seed/pglite.tar.br',
    '/app/packages/reference-server/dist/',
    'packages/reference-server/bin/',
    'packages/reference-server/seed/',
  ]);
  expect(dependencies.match(/^COPY .*$/gm)).toEqual([
    'COPY package.json package-lock.json .npmrc ./',
    'COPY packages/core/package.json packages/core/',
    'COPY packages/storage/package.json packages/storage/',
    'COPY packages/guarded-http/package.json packages/guarded-http/',
    'COPY packages/reference-server/package.json packages/reference-server/',
  ]);
});

test('the image has no development dependency and none of another package', () => {
  const [, options = ''] = /npm ci (.*?)&&/.exec(dependencies) ?? [];

  expect(options.trim().split(/\s+/)).toEqual([
    '--omit=dev',
    '--omit=optional',
    '--workspace',
    '@scrapekit/core',
    '--workspace',
    '@scrapekit/storage',
    '--workspace',
    '@scrapekit/guarded-http',
    '--workspace',
    '@scrapekit/reference-server',
  ]);
  expect(final).not.toContain('npm ');
});

test('C173: the image runs as a user without privileges', () => {
  expect(final).toMatch(/^USER node$/m);
});

test.each(['api', 'worker'] as const)('compose.yaml passes every setting to the %s', (name) => {
  const { environment } = services[name];
  const wanted = settingNames().filter((setting) => !settingsOfTheImage.includes(setting));

  expect(wanted.length).toBeGreaterThan(20);
  expect(Object.keys(environment).toSorted()).toEqual(wanted.toSorted());
  for (const setting of wanted.filter((one) => one !== 'DATABASE_URL'))
    expect(environment[setting]).toContain(`\${${setting}:-`);
});

test.each(settingsOfTheImage)('the image or the command sets %s', (setting) => {
  const commands = [services.api, services.worker].map(({ command }) => command?.join(' '));

  if (setting === 'ROLE') expect(commands).toEqual(['--role api', '--role worker']);
  else expect(final).toMatch(new RegExp(`^ENV .*\\b${setting}=`, 'm'));
});

test('compose.yaml publishes the server on the loopback of the machine, and nothing else', () => {
  expect(Object.values(services).flatMap(({ ports = [] }) => ports)).toEqual([
    '127.0.0.1:${PORT:-8787}:8787',
  ]);
});

test('without a PUBLIC_URL compose.yaml names the address at which the port is published', () => {
  expect(services.api.environment['PUBLIC_URL']).toBe('${PUBLIC_URL:-http://localhost:${PORT:-8787}}');
  expect(services.worker.environment).toEqual(services.api.environment);
});
