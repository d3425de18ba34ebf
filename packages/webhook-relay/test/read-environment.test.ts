import { expect, it } from 'vitest';
import { readEnvironment } from '../src/read-environment.ts';

it.each([
  [{ PORT: 'web' }, 'PORT is web. Set it to a number from 0 to 65535.'],
  [{ PORT: '65536' }, 'PORT is 65536. Set it to a number from 0 to 65535.'],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL is loud\. Set it to one of fatal, /],
  [{ DATABASE_URL: 'relay' }, /^DATABASE_URL is no address of a PostgreSQL\. Set it to postgres:/],
  [{ DATABASE_URL: 'mysql://u:canary@db/x' }, /^DATABASE_URL is no address of a PostgreSQL\./],
  [{ ADMIN_TOKEN: 'canary' }, /^ADMIN_TOKEN must have at least 16 letters/],
  [{ ADMIN_TOKEN: 'sixteen canaries with blanks' }, /^ADMIN_TOKEN must have .* no blanks/],
])('says what to write instead of %j, without the secret', (environment, message) => {
  expect(() => readEnvironment(environment)).toThrow(message);
  expect(() => readEnvironment(environment)).not.toThrow(/canar/);
});

it('takes PostgreSQL, a long token, and empty variables as if they were not set', () => {
  const url = 'postgresql://relay@db.example.com/relay';
  const token = '0123456789abcdef';

  expect(readEnvironment({ DATABASE_URL: url, ADMIN_TOKEN: token })).toMatchObject({
    databaseUrl: url,
    adminToken: token,
  });
  const empty = { PORT: '', HOST: '', DATA_DIR: '', LOG_LEVEL: '', DATABASE_URL: '', ADMIN_TOKEN: '' };
  expect(readEnvironment(empty)).toMatchObject({
    port: 8790,
    host: '127.0.0.1',
    dataDir: '.relay',
    databaseUrl: undefined,
    adminToken: undefined,
  });
});
