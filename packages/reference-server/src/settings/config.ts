import { isIP } from 'node:net';
import { SettingError } from '@scrapekit/storage/startup-failure';
import { z } from 'zod/v4';
import { liveSettings, type LiveSettings } from './live-settings.ts';

const yesOrNo = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const webAddress = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const databaseAddress = z.url({ protocol: /^postgres(ql)?$/ });
const networks = z.string().refine((text) => text.split(',').every(isNetwork));
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const settings = {
  PORT: { rule: whole(0, 65_535).default(8787), wants: 'a whole number from 0 to 65535' },
  HOST: { rule: z.string().default('127.0.0.1'), wants: 'a host name or an IP address' },
  DATA_DIR: { rule: z.string().default('.data'), wants: 'a folder' },
  DATABASE_URL: { rule: databaseAddress.optional(), wants: 'postgres://user:password@host:port/database' },
  SOURCE: {
    rule: z.enum(['simulated', 'openstreetmap', 'google-places']).default('simulated'),
    wants: 'simulated, openstreetmap or google-places',
  },
  ROLE: { rule: z.enum(['all', 'api', 'worker']).default('all'), wants: 'all, api or worker' },
  ADMIN_TOKEN: { rule: z.string().min(16).optional(), wants: 'at least 16 characters' },
  METRICS_TOKEN: { rule: z.string().min(16).optional(), wants: 'at least 16 characters' },
  PUBLIC_URL: { rule: webAddress.optional(), wants: 'an address that starts with http:// or https://' },
  TRUSTED_PROXY: {
    rule: networks.optional(),
    wants: 'the IP addresses or networks of proxies with commas between them, such as 127.0.0.1,10.0.0.0/8',
  },
  ALLOW_PRIVATE_WEBHOOKS: { rule: yesOrNo.default(false), wants: 'true or false' },
  SEED: { rule: z.string().max(64).default('scrapekit'), wants: 'at most 64 characters' },
  CREATE_STATUS: { rule: z.enum(['200', '202']).default('202').transform(Number), wants: '200 or 202' },
  LIST_ENDPOINTS: {
    rule: z
      .enum(['on', 'off'])
      .default('on')
      .transform((value) => value === 'on'),
    wants: 'on or off',
  },
  LOG_LEVEL: {
    rule: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    wants: 'trace, debug, info, warn, error, fatal or silent',
  },
  SIGN_UP: {
    rule: z
      .enum(['on', 'off'])
      .default('off')
      .transform((value) => value === 'on'),
    wants: 'on or off',
  },
  SIGN_UP_CREDITS: {
    rule: z.coerce.number().min(0).max(1_000_000).multipleOf(0.001).default(0),
    wants: 'credits from 0 to 1000000 with up to three decimals',
  },
  ...liveSettings,
} as const;

type Setting = keyof typeof settings;
type Read = <K extends Setting>(name: K) => z.output<(typeof settings)[K]['rule']>;
const secretSettings: readonly Setting[] = [
  ...(['ADMIN_TOKEN', 'METRICS_TOKEN', 'DATABASE_URL'] as const),
  ...(['GOOGLE_PLACES_KEY', 'SOCKS5_URL'] as const),
];

/** The settings of the server. `readConfig` takes them from the environment. */
export interface ServerConfig extends LiveSettings {
  /** 0 means any free port. */
  readonly port: number;
  readonly host: string;
  /** The folder of the embedded database. It is not used with `databaseUrl`, except for `first-account.json`. */
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly source: 'simulated' | 'openstreetmap' | 'google-places';
  /** An `api` answers requests, a `worker` runs jobs, `all` does both. Several processes need `databaseUrl`. */
  readonly role: 'all' | 'api' | 'worker';
  /** The token for `/admin/*`. Without it these routes do not exist. */
  readonly adminToken?: string;
  /** The token for `/metrics`. Without it this route does not exist. */
  readonly metricsToken?: string;
  /** The URL that clients use, without a slash at the end. @default the URL that the server listens on */
  readonly publicUrl?: string;
  /**
   * The addresses and networks of the proxies in front of this server, with commas between them. Only a request from one
   * of them may name its client in `X-Forwarded-For`. @default none
   */
  readonly trustedProxy?: string;
  /** Allows webhooks to private addresses and to receivers with self-signed certificates (C076). */
  readonly allowPrivateWebhooks: boolean;
  /** The seed of the simulated internet. Two servers with the same seed find the same businesses. */
  readonly seed: string;
  /** The HTTP status that answers a created job (A01). */
  readonly createStatus: number;
  /** Whether the routes that list jobs exist (X01). */
  readonly listEndpoints: boolean;
  /** Whether strangers may create an account in the dashboard. */
  readonly signUp: boolean;
  /** The credits of an account that signs up. */
  readonly signUpCredits: number;
  readonly logLevel: string;
}

/** Parses the settings. An empty variable counts as absent. Throws a SettingError that names each wrong setting. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ServerConfig {
  const complaints: string[] = [];
  const read: Read = (name) => {
    const given = environment[name] === '' ? undefined : environment[name];
    const result = settings[name].rule.safeParse(given);
    if (!result.success) complaints.push(complaint(name, given));
    return result.data as never;
  };
  const config: ServerConfig = {
    port: read('PORT'),
    host: read('HOST'),
    dataDir: read('DATA_DIR'),
    databaseUrl: read('DATABASE_URL'),
    source: read('SOURCE'),
    role: read('ROLE'),
    adminToken: read('ADMIN_TOKEN'),
    metricsToken: read('METRICS_TOKEN'),
    publicUrl: read('PUBLIC_URL'),
    trustedProxy: read('TRUSTED_PROXY'),
    allowPrivateWebhooks: read('ALLOW_PRIVATE_WEBHOOKS'),
    seed: read('SEED'),
    createStatus: read('CREATE_STATUS'),
    listEndpoints: read('LIST_ENDPOINTS'),
    signUp: read('SIGN_UP'),
    signUpCredits: read('SIGN_UP_CREDITS'),
    logLevel: read('LOG_LEVEL'),
    ...readLiveSettings(read),
  };
  if (['api', 'worker'].includes(config.role) && config.databaseUrl === undefined)
    complaints.push('ROLE must be all without DATABASE_URL: the embedded database takes one process.');
  if (config.role === 'worker' && config.publicUrl === undefined)
    complaints.push(
      'PUBLIC_URL must be set for ROLE=worker: webhooks name the address of the API, which a worker does not know.',
    );
  if (config.trustedProxy !== undefined && isUnknownToClients(config.publicUrl))
    complaints.push(
      'PUBLIC_URL must be the address that clients use when TRUSTED_PROXY is set: links would lead past the proxy.',
    );
  if (complaints.length > 0) throw new SettingError(complaints.join('\n'));
  return config;
}

/** Returns whether a URL cannot be the one of a proxy: it is absent, or the one that compose.yaml gives without a proxy. */
const isUnknownToClients = (url: string | undefined): boolean =>
  url === undefined || /^http:\/\/localhost(:\d+)?$/.test(url);

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.trim().split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  // A prefix of 0 would believe every client.
  return (
    bits > 0 &&
    rest.length === 0 &&
    (prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= bits))
  );
}

const readLiveSettings = (read: Read): LiveSettings => ({
  nominatimUrl: read('NOMINATIM_URL'),
  overpassUrl: read('OVERPASS_URL'),
  osmContact: read('OSM_CONTACT'),
  googlePlacesUrl: read('GOOGLE_PLACES_URL'),
  googlePlacesKey: read('GOOGLE_PLACES_KEY'),
  googlePlacesTerms: read('GOOGLE_PLACES_TERMS'),
  googlePlacesMaxRequests: read('GOOGLE_PLACES_MAX_REQUESTS'),
  socks5Proxy: read('SOCKS5_URL'),
  pagePorts: read('PAGE_PORTS'),
  heloName: read('HELO_NAME'),
  mailFrom: read('MAIL_FROM'),
});

function complaint(name: Setting, given: string | undefined): string {
  const shown = secretSettings.includes(name) ? '' : ` (it is "${given ?? ''}")`;
  return `${name} must be ${settings[name].wants}${shown}.`;
}
