import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';
import { HttpError } from '../../../http/api-error.ts';
import { isWebhookUrl } from '../../../webhooks/webhook-url.ts';
import type { EndpointRules } from '../../provider-backend.ts';
import { webhookOptions } from './webhook-options.ts';

/** The resource type of a webhook's test (F16). */
export const PING = 'ping';

const name = z.string().regex(/^[\w.-]{1,64}$/, 'takes 1 to 64 letters, digits, dots, dashes, underscores');

const registration = webhookOptions.omit({ uuid: true }).extend({
  url: z.string(),
  name,
  project: name.default('default'),
  env: z.enum(['LIVE', 'TEST']).default('LIVE'),
});

/** Webhooks are set up once, by name, for one project and environment, and pinged as they are (F03, F16). */
export const scrapflyEndpoints: EndpointRules = {
  perAccount: 'many',
  fields: [
    { name: 'name', label: 'Name, as in webhook_name', isRequired: true },
    { name: 'project', label: 'Project, if not default' },
    { name: 'env', label: 'Environment', choices: ['LIVE', 'TEST'] },
  ],
  testEvent: PING,
  testsNewEndpoints: true,
  read: (input, { allowPrivate }) => {
    const read = z.strictObject(registration.shape).safeParse(input);
    if (!read.success) throw invalid(read.error);
    const { url, name, project, env, ...options } = read.data;
    if (!isWebhookUrl(url, { allowPrivate }))
      throw new HttpError(400, 'invalid_request', { message: 'url must be a public https address.' });
    return { url, name, project, env, options: { uuid: randomUUID(), ...options }, secret: randomUUID() };
  },
};

function invalid({ issues: [issue] }: z.ZodError): HttpError {
  const message = `${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'not valid'}`;
  return new HttpError(400, 'invalid_request', { message });
}
