import { providers } from '@scrapekit/core';
import { z } from 'zod/v4';
import { addressSchema } from './address.ts';
import { secretSchema } from './secret.ts';
import { say, settings } from './setting.ts';
import { signingSecretSchema } from './signing-secret.ts';
import { headerNameSchema, userSchema } from './header-name.ts';
import { MAX_MAKE_BYTES, targetKinds } from './target-kinds.ts';

export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly allowPrivate: boolean;
}

export const providerIds = Object.keys(providers) as (keyof typeof providers)[];

const ONE_DAY = 86_400;

/** The form of the names of sources and targets. */
export const namePattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

const name = (example: string) =>
  z
    .string({ error: say(`Write a name, such as ${example}.`) })
    .regex(namePattern, `Write a name of lower-case letters, digits and hyphens, such as ${example}.`);

const wholeNumber = (least: number, most: number, description: string) => {
  const error = say(`Write a whole number from ${least} to ${most}.`);
  return z.int({ error }).min(least, { error }).max(most, { error }).meta({ description });
};

const list = <Element extends z.ZodType>(element: Element, instruction: string) =>
  z.array(element, { error: say(instruction) }).min(1, instruction);

/** Creates the schema of the settings file. It resolves secrets and checks addresses for these surroundings. */
export const settingsSchema = (surroundings: Surroundings) =>
  settings(
    {
      public_url: base(surroundings, {
        description: 'The address of this relay on the internet. Providers send their webhooks to it.',
        example: 'https://relay.example.com',
      }),
      sources: list(sourceSchema(surroundings), 'List at least one source. Each begins with a dash.').meta({
        description: 'Your accounts at the providers, from which webhooks come.',
      }),
      targets: list(targetSchema(surroundings), 'List at least one target. Each begins with a dash.').meta({
        description: 'The addresses to which the relay delivers.',
      }),
      $schema: z
        .string({ error: say('Write ./relay.schema.json.') })
        .meta({ description: 'For editors: the place of the schema of this file.' })
        .optional(),
    },
    'Write the settings public_url, sources and targets.',
  ).meta({ title: 'Settings of the ScrapeKit webhook relay' });

const base = (
  { allowPrivate }: Surroundings,
  words: { readonly description: string; readonly example: string },
) => addressSchema({ allowPrivate, isBase: true, ...words });

const sourceSchema = (surroundings: Surroundings) =>
  settings(
    {
      name: name('leads').meta({ description: 'Your name for this account.' }),
      provider: z
        .enum(providerIds, { error: say(`Write one of ${providerIds.join(', ')}.`) })
        .meta({ description: 'The service that this account belongs to.' }),
      base_url: base(surroundings, {
        description: "The address of the provider's API. Leave it out unless you run a server of your own.",
        example: 'https://scrapekit.ai',
      }).optional(),
      api_key: secret(surroundings, 'The API key of the account.'),
      webhook_secrets: list(
        secretSchema({
          environment: surroundings.environment,
          inHeader: false,
          description: 'A signing secret of the account.',
        }),
        'List the secrets in [ ], the current one first.',
      )
        .meta({ description: 'The secrets that sign webhooks: the current one, then those before it.' })
        .optional(),
      late_after_seconds: wholeNumber(
        1,
        7 * ONE_DAY,
        'So many seconds after its create, a job is read from the provider unless its webhook has arrived.',
      ).default(60),
      targets: list(name('make-leads'), 'List names of targets, or remove the line for all targets.')
        .meta({ description: 'The names of the targets for this account. Without the line, all targets.' })
        .optional(),
    },
    'Write the settings of a source, such as name, provider and api_key.',
  );

const targetSchema = (surroundings: Surroundings) =>
  settings(
    {
      name: name('make-leads').meta({ description: 'Your name for this target.' }),
      kind: z
        .enum(targetKinds, { error: say(`Write one of ${targetKinds.join(', ')}.`) })
        .default('url')
        .meta({ description: 'The tool that gets the webhooks; url for any other.' }),
      url: addressSchema({
        allowPrivate: surroundings.allowPrivate,
        isBase: false,
        description: 'The address that the tool shows for its webhook.',
        example: 'https://hook.eu1.make.com/abc',
      }),
      key: secret(surroundings, 'The key that the webhook of Make or Clay asks for.').optional(),
      auth: authSchema(surroundings).optional(),
      signing_secret: signingSecretSchema(surroundings.environment).optional(),
      rows: rowsSchema.optional(),
    },
    'Write the settings of a target, such as name, kind and url.',
  );

const secret = ({ environment }: Surroundings, description: string) =>
  secretSchema({ environment, inHeader: true, description });

const BASIC = 'Write { user: NAME, password: { env: NAME } }.';
const HEADER = 'Write { name: X-Key, value: { env: NAME } }.';

const authSchema = (surroundings: Surroundings) =>
  settings(
    {
      bearer: secret(surroundings, 'A token, sent as `Authorization: Bearer`.').optional(),
      basic: settings(
        {
          user: userSchema,
          password: secretSchema({
            environment: surroundings.environment,
            inHeader: false,
            description: 'The password of the user.',
          }),
        },
        BASIC,
      ).optional(),
      header: settings(
        { name: headerNameSchema, value: secret(surroundings, 'The value of the header.') },
        HEADER,
      ).optional(),
    },
    'Write bearer, basic or header, with its value.',
  ).meta({
    minProperties: 1,
    maxProperties: 1,
    description: 'How the target recognises the relay, for targets without a key of Make or Clay.',
  });

const rowsSchema = z
  .union(
    [
      z.enum(['none', 'single']),
      settings(
        {
          max_bytes: wholeNumber(1_000, 100_000_000, 'The largest request that the target takes.').default(
            MAX_MAKE_BYTES,
          ),
          max_rows: wholeNumber(1, 100_000, 'The most rows in one request.').default(1_000),
        },
        'Write { max_bytes: 5000000, max_rows: 1000 }.',
      ),
    ],
    { error: say('Write none, single or { max_bytes: 5000000, max_rows: 1000 }.') },
  )
  .meta({
    description:
      'Whether the target also gets the rows of a job: none, a single row in a request, or many within these limits.',
  });

/** The settings as the file has them, with resolved secrets and defaults. */
export type Settings = z.output<ReturnType<typeof settingsSchema>>;
export type TargetSettings = Settings['targets'][number];
