import type { JobStatus } from '@scrapekit/core';
import { isWebhookUrl } from '@scrapekit/guarded-http';
import { z } from 'zod/v4';
import { refuseUnknownFields, type JsonObject } from '../../http/json.ts';
import type { StoredJob } from '../../jobs/job.ts';
import { invalid, invalidWebhook, unsupportedType } from './refusals.ts';

export const PROVIDER = 'scrupp';

/** The two kinds of jobs: one looks up companies, the other contacts. */
export const COMPANIES = 'companies';
export const CONTACTS = 'contacts';
export type Lookup = typeof COMPANIES | typeof CONTACTS;

/** Returns words such as `Contacts at 3 companies`. */
export const describeContacts = (companies: number): string =>
  `Contacts at ${companies} ${companies === 1 ? 'company' : 'companies'}`;

/** The routes of the Task API that create a job (S01). */
export const taskLookups = { '/company/linkedin': COMPANIES, '/contact/linkedin': CONTACTS } as const;
export type TaskEndpoint = keyof typeof taskLookups;

/**
 * The types of the Jobs API that this server supports, as Activepieces' Scrupp piece sends them (S11). Each type
 * accepts every form of an item.
 */
const typeLookups: Readonly<Record<string, Lookup>> = {
  'company.linkedin': COMPANIES,
  'company.domain': COMPANIES,
  'company.name': COMPANIES,
  'contact.decision_maker.linkedin': CONTACTS,
  'contact.decision_maker.domain': CONTACTS,
  'contact.decision_maker.name': CONTACTS,
};

/** The names of these types. */
export const jobTypes = Object.keys(typeLookups);

const jobInputSchema = z.object({
  /** The path of the create route, without the base path. */
  endpoint: z.string(),
  items: z.array(z.string()),
  /** The most rows for each item. */
  max: z.int(),
  /** The type given to the Jobs API; null for a task. */
  type: z.string().nullable(),
  externalId: z.string().nullable(),
  source: z.string().nullable(),
});

/** The stored input of a job. */
export type JobInput = z.infer<typeof jobInputSchema>;

export const jobInput = (job: StoredJob): JobInput => jobInputSchema.parse(job.input);

/** Limits of one request. Scrupp documents no limits, so this server chose the figures. */
export const limits = { items: 1_000, itemCharacters: 300, rowsPerItem: 1_000, rows: 1_000 } as const;
const DEFAULT_ROWS_PER_ITEM = 10;
const META_CHARACTERS = 200;

const ITEMS_RULE = `items must be a list of 1 to ${limits.items} texts of 1 to ${limits.itemCharacters} characters.`;
const MAX_RULE = `max must be a whole number from 1 to ${limits.rowsPerItem}.`;
const META_RULE = `must be text of at most ${META_CHARACTERS} characters.`;

const item = z.string(ITEMS_RULE).trim().min(1, ITEMS_RULE).max(limits.itemCharacters, ITEMS_RULE);
const lookupSchema = z.object({
  items: z.array(item, ITEMS_RULE).min(1, ITEMS_RULE).max(limits.items, ITEMS_RULE),
  max: z.int(MAX_RULE).min(1, MAX_RULE).max(limits.rowsPerItem, MAX_RULE).nullish(),
});
const metaSchema = z.object({
  external_id: z
    .string(`external_id ${META_RULE}`)
    .max(META_CHARACTERS, `external_id ${META_RULE}`)
    .nullish(),
  source: z.string(`source ${META_RULE}`).max(META_CHARACTERS, `source ${META_RULE}`).nullish(),
});
const lookupFields: readonly string[] = Object.keys(lookupSchema.shape);
const optionFields: readonly string[] = ['webhook_url', ...Object.keys(metaSchema.shape)];

export interface ParsedJob {
  readonly lookup: Lookup;
  readonly input: JobInput;
  readonly webhookUrl: string | undefined;
}

interface ParseRules {
  /** Whether `webhook_url` may lead to a private address. */
  readonly allowPrivate: boolean;
}

/** Parses the body of a create of the Task API (S01); throws a 400. */
export function parseTask(endpoint: TaskEndpoint, body: JsonObject, rules: ParseRules): ParsedJob {
  refuseUnknownFields(body, [...lookupFields, ...optionFields], invalid);
  const { webhookUrl, ...meta } = parseOptions(body, rules);
  const input = { endpoint, type: null, ...parseLookup(body), ...meta };
  return { lookup: taskLookups[endpoint], input, webhookUrl };
}

/** Parses the body of `POST /jobs` (S11); throws a 400. */
export function parseJob(body: JsonObject, rules: ParseRules): ParsedJob {
  refuseUnknownFields(body, ['type', 'input', ...optionFields], invalid);
  const { type, lookup } = parseType(body);
  const { webhookUrl, ...meta } = parseOptions(body, rules);
  const input = { endpoint: '/jobs', type, ...parseLookup(parseInput(body)), ...meta };
  return { lookup, input, webhookUrl };
}

function parseType({ type }: JsonObject): { readonly type: string; readonly lookup: Lookup } {
  const lookup = typeof type === 'string' && Object.hasOwn(typeLookups, type) ? typeLookups[type] : undefined;
  if (typeof type !== 'string' || lookup === undefined) throw unsupportedType(jobTypes);
  return { type, lookup };
}

function parseInput({ input }: JsonObject): JsonObject {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw invalid('input must be an object with items.');
  refuseUnknownFields(input as JsonObject, lookupFields, invalid);
  return input as JsonObject;
}

function parseLookup(value: JsonObject): Pick<JobInput, 'items' | 'max'> {
  const { items, max } = parseOr400(lookupSchema, value);
  return { items, max: max ?? DEFAULT_ROWS_PER_ITEM };
}

/** Parses the optional fields of every create: `webhook_url` (S01), and two that the event repeats in `meta` (S03). */
function parseOptions(
  body: JsonObject,
  { allowPrivate }: ParseRules,
): Pick<ParsedJob, 'webhookUrl'> & Pick<JobInput, 'externalId' | 'source'> {
  const { external_id: externalId = null, source = null } = parseOr400(metaSchema, body);
  const webhookUrl = body['webhook_url'] ?? undefined;
  if (webhookUrl !== undefined && !isWebhookUrl(webhookUrl, { allowPrivate })) throw invalidWebhook();
  return { webhookUrl, externalId, source };
}

function parseOr400<Schema extends z.ZodType>(schema: Schema, value: JsonObject): z.output<Schema> {
  const { data, error } = schema.safeParse(value);
  if (data === undefined) throw invalid(error?.issues[0]?.message ?? 'The body is not valid.');
  return data;
}

/** A job's state in the words of the Task API and of the event (S02, S09). */
export interface TaskState {
  readonly status: Exclude<JobStatus, 'cancelled'>;
  /** The reason why the job failed, or null in other states. */
  readonly error: string | null;
}

/** Scrupp has no word for a cancelled job, so its status is `failed` and `error` contains the reason. */
export const taskState = ({ status, error }: StoredJob): TaskState =>
  status === 'cancelled'
    ? { status: 'failed', error: 'It was cancelled in the dashboard.' }
    : { status, error };

/** The word of the Jobs API for a state (S11). */
export const jobWord = (status: TaskState['status']): string =>
  status === 'completed' ? 'succeeded' : status;
