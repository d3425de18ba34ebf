import { z } from 'zod/v4';

// Written after Make's public documentation of custom apps. It covers what these apps use, and refuses other keys, because a
// misspelt key would have no effect on Make.

const text = (max: number) => z.string().min(1).max(max);
const iml = z.string().regex(/\{\{.*\}\}/, 'An expression in double braces is expected');
const condition = z.union([z.boolean(), iml]);
const fields = z.record(z.string().min(1), z.unknown());
const method = z.union([z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']), iml]);

/** The types that Make documents for errors of custom apps. */
export const errorType = z.enum([
  'RuntimeError',
  'DataError',
  'RateLimitError',
  'OutOfSpaceError',
  'ConnectionError',
  'InvalidConfigurationError',
  'InvalidAccessTokenError',
  'IncompleteDataError',
  'DuplicateDataError',
]);

const errorCase = z.strictObject({ type: errorType, message: text(1024) });
const error = errorCase.catchall(errorCase).refine((value) => Object.keys(value).every(isErrorKey), {
  error: 'Beside its type and message, an error has statuses only',
});
const isErrorKey = (key: string): boolean => ['type', 'message'].includes(key) || /^[1-5]\d\d$/.test(key);

const responseType = z.enum(['automatic', 'json', 'text', 'binary']);

const response = z.strictObject({
  type: z.union([responseType, z.record(z.string().regex(/^(\*|\d{3})$/), responseType)]).optional(),
  valid: z.strictObject({ condition: iml, type: errorType, message: text(1024) }).optional(),
  error: error.optional(),
  iterate: iml.max(512).optional(),
  limit: iml.optional(),
  temp: fields.optional(),
  output: z.unknown().optional(),
});

const call = {
  url: text(512),
  method,
  encodeUrl: z.boolean().optional(),
  headers: fields.optional(),
  qs: fields.optional(),
  body: z.unknown().optional(),
  type: z.enum(['json', 'text']).optional(),
};
const redirects = { followRedirects: z.literal(false), followAllRedirects: z.literal(false) };
const log = z.strictObject({ sanitize: z.array(text(128)).min(1) });

/** Make sends no body with these two methods, and needs one with the others. */
const hasBody = ({ method: verb, body }: { method?: unknown; body?: unknown }): boolean =>
  verb === undefined || ['GET', 'DELETE'].includes(verb as string) ? body === undefined : body !== undefined;
const needsBody = { error: 'A POST, PUT or PATCH needs a body, and no other request has one' };

export const baseSchema = z.strictObject({
  baseUrl: iml.max(512),
  headers: fields.optional(),
  qs: fields.optional(),
  ...redirects,
  timeout: z.int().min(1).max(300_000),
  response: z.strictObject({ error }),
  log,
});

/** A URL that begins with a slash follows the base URL. Any other URL must begin with the base URL of the connection. */
const moduleUrl = text(512).refine(
  (url) =>
    url.startsWith('/') ||
    /^\{\{ifempty\(connection\.baseUrl, 'https:[^']+'\)\}\}\//.test(url) ||
    /^\{\{switch\(payload\.jobType, ('[^']*', '\/[^']*', )+'\/'\)\}\}/.test(url),
  'The URL could lead to a server that is not in the connection',
);

const repeat = z
  .strictObject({ condition: iml, delay: z.int().min(1000), limit: z.int().min(1) })
  .refine(({ delay, limit }) => delay * limit <= 300_000, 'The repeats take longer than Make runs a module');

const request = z
  .strictObject({
    ...call,
    url: moduleUrl,
    response,
    repeat: repeat.optional(),
    pagination: z.strictObject({ qs: fields, condition: iml }).optional(),
  })
  .refine(hasBody, needsBody);

/** A step without a request, which only decides whether the module goes on. */
const decision = z.strictObject({ response: response.required({ valid: true }) });

export const moduleSchema = z.union([request, z.array(z.union([request, decision])).min(2)]);

const standalone = {
  ...call,
  url: text(512).regex(/^\{\{ifempty\((connection|parameters)\.baseUrl, 'https:[^']+'\)\}\}\//),
  ...redirects,
  log,
};

/** Without a request, the key is not tested. */
export const connectionSchema = z.union([
  z.strictObject({}),
  z
    .strictObject({
      ...standalone,
      condition: condition.optional(),
      response: z.strictObject({
        error,
        metadata: z.strictObject({ type: z.enum(['text', 'email']), value: iml }).optional(),
      }),
    })
    .refine(hasBody, needsBody),
]);

/** Nothing but the id and the type of the job may be passed on. */
export const webhookSchema = z.strictObject({
  condition: iml,
  output: z.strictObject({ jobId: iml, jobType: iml.optional() }),
});

/** Without a request, the user copies the address of the webhook into the service. */
export const attachSchema = z.union([
  z.strictObject({}),
  z
    .strictObject({ ...standalone, response: z.strictObject({ error, data: fields.optional() }) })
    .refine(hasBody, needsBody),
]);
