import { randomUUID } from 'node:crypto';
import { isWebhookUrl } from '@scrapekit/guarded-http';
import { z } from 'zod/v4';
import { HttpError } from '../../http/errors.ts';
import { refuseUnknownFields } from '../../http/json.ts';
import type { EndpointRules } from '../provider-backend.ts';

/** The settings that only Scrapfly's webhooks have. */
export const webhookOptions = z.object({
  /** Identifies the webhook; every delivery carries the same one (F12). */
  uuid: z.string(),
  content_type: z.enum(['json', 'msgpack']).default('json'),
  content_encoding: z.enum(['none', 'gzip']).default('none'),
  /** `signature` signs each delivery; `secret` is the older edition, which sends the secret itself (F06-F08). */
  edition: z.enum(['signature', 'secret']).default('signature'),
  /** The most scrapes that wait for their page or their delivery; 0 as in a plan without webhooks (F23). */
  queue_limit: z.int().min(0).max(100_000).default(1_000),
  /** The most scrapes that wait for their page. */
  max_concurrency: z.int().min(1).max(100_000).default(1_000),
});

export type WebhookOptions = z.output<typeof webhookOptions>;

const name = z.string().regex(/^[\w.-]{1,64}$/, 'takes 1 to 64 letters, digits, dots, dashes, underscores');

const registration = webhookOptions.omit({ uuid: true }).extend({
  url: z.string(),
  name,
  project: name.default('default'),
  env: z.enum(['LIVE', 'TEST']).default('LIVE'),
});

const changes = registration.omit({ name: true, project: true, env: true }).partial();

export const SCRAPE_EVENT = 'scrape';
export const PING_EVENT = 'ping';

/** A webhook has a name in one project and one environment, and is pinged when it is registered (F03, F16). */
export const scrapflyEndpoints: EndpointRules = {
  perAccount: 'many',
  fields: [
    { name: 'name', label: 'Name, as in webhook_name', isRequired: true, isFixed: true },
    { name: 'project', label: 'Project, if not default', isFixed: true },
    { name: 'env', label: 'Environment', choices: ['LIVE', 'TEST'], isFixed: true },
    { name: 'content_type', label: 'Format of the body', choices: ['json', 'msgpack'] },
    { name: 'content_encoding', label: 'Compression', choices: ['none', 'gzip'] },
    {
      name: 'edition',
      label: 'Proof',
      hint: '“signature” signs each body. “secret” sends the secret itself, as the provider did before 2026.',
      choices: ['signature', 'secret'],
    },
  ],
  valuesOf: ({ name, project, env, options }) => {
    const { content_type, content_encoding, edition } = webhookOptions.parse(options);
    return { name, project, env, content_type, content_encoding, edition };
  },
  testEvents: [SCRAPE_EVENT, PING_EVENT],
  greeting: PING_EVENT,
  // A body has one signature, so two secrets cannot sign at the same time.
  rotation: { createSecret: () => randomUUID(), overlapMs: 0 },
  parseChange: (input, { allowPrivate }, { options: old }) => {
    refuseUnknownFields(input, Object.keys(changes.shape), badRegistration);
    const parsed = changes.safeParse(input);
    if (!parsed.success) throw wrongField(parsed.error);
    const { url, ...given } = parsed.data;
    if (url !== undefined && !isWebhookUrl(url, { allowPrivate })) throw badRegistration(URL_RULE);
    // Parsing sets the default of a field that was not given.
    const options = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(input, name)));
    return { ...(url !== undefined && { url }), options: { ...old, ...options } };
  },
  parse: (input, { allowPrivate }) => {
    refuseUnknownFields(input, Object.keys(registration.shape), badRegistration);
    const parsed = registration.safeParse(input);
    if (!parsed.success) throw wrongField(parsed.error);
    const { url, name, project, env, ...options } = parsed.data;
    if (!isWebhookUrl(url, { allowPrivate })) throw badRegistration(URL_RULE);
    return { url, name, project, env, options: { uuid: randomUUID(), ...options }, secret: randomUUID() };
  },
};

const URL_RULE = 'url must be a public https address.';

const wrongField = ({ issues: [issue] }: z.ZodError): HttpError =>
  badRegistration(`${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'not valid'}`);

const badRegistration = (message: string): HttpError => new HttpError(400, 'invalid_request', { message });
