import { describe, expect, test } from 'vitest';
import { SettingError, readConfig } from '../../src/index.ts';
import { nodeVersionComplaint } from '../../src/settings/version.ts';

describe('the settings of the server', () => {
  test('have the documented defaults', () => {
    expect(readConfig({})).toEqual({
      port: 8787,
      host: '127.0.0.1',
      dataDir: '.data',
      source: 'simulated',
      role: 'all',
      allowPrivateWebhooks: false,
      seed: 'scrapekit',
      createStatus: 202,
      listEndpoints: true,
      signUp: false,
      signUpCredits: 0,
      logLevel: 'info',
    });
  });

  test('are read from the environment, where an empty variable is a missing one', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '0.0.0.0',
      DATA_DIR: '/data',
      DATABASE_URL: 'postgres://user:password@db:5432/name',
      SOURCE: 'openstreetmap',
      ROLE: 'worker',
      METRICS_TOKEN: 'a metrics token 01',
      ADMIN_TOKEN: '',
      PUBLIC_URL: 'https://leads.example.com/',
      ALLOW_PRIVATE_WEBHOOKS: '1',
      SEED: 'forty-two',
      CREATE_STATUS: '200',
      LIST_ENDPOINTS: 'off',
      SIGN_UP: 'on',
      SIGN_UP_CREDITS: '2.5',
      LOG_LEVEL: 'silent',
      NOMINATIM_URL: 'https://nominatim.example.com',
      OVERPASS_URL: 'http://10.0.0.7/api/interpreter',
      OSM_CONTACT: 'ops@example.com',
      GOOGLE_PLACES_URL: 'https://places.example.com',
      GOOGLE_PLACES_KEY: 'AIzaNotReal',
      GOOGLE_PLACES_TERMS: 'accepted',
      GOOGLE_PLACES_MAX_REQUESTS: '40',
      SOCKS5_URL: 'socks5://ann:p%40ss@[::1]:9050',
      PAGE_PORTS: '8000,9443',
      HELO_NAME: 'mail.example.com',
      MAIL_FROM: 'probe@example.com',
    });

    expect(config).toEqual({
      port: 0,
      host: '0.0.0.0',
      dataDir: '/data',
      databaseUrl: 'postgres://user:password@db:5432/name',
      source: 'openstreetmap',
      role: 'worker',
      metricsToken: 'a metrics token 01',
      publicUrl: 'https://leads.example.com',
      allowPrivateWebhooks: true,
      seed: 'forty-two',
      createStatus: 200,
      listEndpoints: false,
      signUp: true,
      signUpCredits: 2.5,
      logLevel: 'silent',
      nominatimUrl: 'https://nominatim.example.com',
      overpassUrl: 'http://10.0.0.7/api/interpreter',
      osmContact: 'ops@example.com',
      googlePlacesUrl: 'https://places.example.com',
      googlePlacesKey: 'AIzaNotReal',
      googlePlacesTerms: 'accepted',
      googlePlacesMaxRequests: 40,
      socks5Proxy: { host: '::1', port: 9050, credentials: { user: 'ann', password: 'p@ss' } },
      pagePorts: [8000, 9443],
      heloName: 'mail.example.com',
      mailFrom: 'probe@example.com',
    });
  });

  test('use port 1080 for a proxy without a port', () => {
    expect(readConfig({ SOCKS5_URL: 'socks5://proxy.example.com' }).socks5Proxy).toEqual({
      host: 'proxy.example.com',
      port: 1080,
    });
  });

  test.each([
    ['PORT', 'eighty', 'PORT must be a whole number from 0 to 65535 (it is "eighty").'],
    ['PORT', '65536', 'PORT must be a whole number from 0 to 65535 (it is "65536").'],
    [
      'PUBLIC_URL',
      'ftp://x',
      'PUBLIC_URL must be an address that starts with http:// or https:// (it is "ftp://x").',
    ],
    ['ALLOW_PRIVATE_WEBHOOKS', 'yes', 'ALLOW_PRIVATE_WEBHOOKS must be true or false (it is "yes").'],
    ['CREATE_STATUS', '201', 'CREATE_STATUS must be 200 or 202 (it is "201").'],
    ['ROLE', 'boss', 'ROLE must be all, api or worker (it is "boss").'],
    ['ROLE', 'api', 'ROLE must be all without DATABASE_URL: the embedded database takes one process.'],
    ['GOOGLE_PLACES_TERMS', 'yes', 'GOOGLE_PLACES_TERMS must be "accepted", or absent (it is "yes").'],
    [
      'PAGE_PORTS',
      '8000,x',
      'PAGE_PORTS must be ports separated by commas, such as 8000,9443 (it is "8000,x").',
    ],
    ['HELO_NAME', 'a b', 'HELO_NAME must be a host name (it is "a b").'],
    ['SOURCE', 'bing', 'SOURCE must be simulated, openstreetmap or google-places (it is "bing").'],
  ])('are refused with the allowed values: %s=%s', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(new SettingError(message));
  });

  test('are refused for a worker without the address of the API, which its webhooks name', () => {
    const worker = { ROLE: 'worker', DATABASE_URL: 'postgres://user:password@db:5432/name' };

    expect(() => readConfig(worker)).toThrow(
      new SettingError(
        'PUBLIC_URL must be set for ROLE=worker: webhooks name the address of the API, which a worker does not know.',
      ),
    );
    expect(readConfig({ ...worker, PUBLIC_URL: 'https://leads.example.com' }).role).toBe('worker');
  });

  test('C183: are refused without a secret in the error', () => {
    expect(() => readConfig({ ADMIN_TOKEN: 'short', DATABASE_URL: 'mysql://u:secret@db' })).toThrow(
      'DATABASE_URL must be postgres://user:password@host:port/database.\nADMIN_TOKEN must be at least 16 characters.',
    );
    expect(() => readConfig({ SOCKS5_URL: 'http://u:secret@proxy', GOOGLE_PLACES_KEY: 'a secret' })).toThrow(
      'GOOGLE_PLACES_KEY must be an API key without spaces.\nSOCKS5_URL must be socks5://user:password@host:port, or socks5://host:port.',
    );
  });

  test('require a new enough version of Node', () => {
    expect(nodeVersionComplaint('v22.19.0')).toBe(
      'The ScrapeKit reference server needs Node 24 or newer; this is Node v22.19.0.',
    );
    expect(nodeVersionComplaint('v24.0.0')).toBeUndefined();
  });
});
