import { z } from 'zod/v4';
import type { JsonObject } from '../../http/json-body.ts';
import { complainOfUnknownField } from '../../http/unknown-field.ts';
import { isWebhookUrl } from '../../webhooks/webhook-url.ts';
import { invalid, invalidWebhook } from './refusals.ts';
import type { WorkOrder } from './work-order.ts';

/** Of one request; the figures are this server's own. */
export const limits = { items: 1_000, itemCharacters: 300, rowsPerItem: 1_000, rows: 1_000 } as const;
const DEFAULT_ROWS_PER_ITEM = 10;
const META_CHARACTERS = 200;

const itemsRule = `items must be a list of 1 to ${limits.items} texts of 1 to ${limits.itemCharacters} characters.`;
const maxRule = `max must be a whole number from 1 to ${limits.rowsPerItem}.`;
const metaRule = `must be text of at most ${META_CHARACTERS} characters.`;

const item = z.string(itemsRule).trim().min(1, itemsRule).max(limits.itemCharacters, itemsRule);
const work = z.object({
  items: z.array(item, itemsRule).min(1, itemsRule).max(limits.items, itemsRule),
  max: z.int(maxRule).min(1, maxRule).max(limits.rowsPerItem, maxRule).nullish(),
});
const meta = z.object({
  external_id: z.string(`external_id ${metaRule}`).max(META_CHARACTERS, `external_id ${metaRule}`).nullish(),
  source: z.string(`source ${metaRule}`).max(META_CHARACTERS, `source ${metaRule}`).nullish(),
});

/** The fields of the work itself. */
export const workFields: readonly string[] = Object.keys(work.shape);
/** The fields of `Extras`. */
export const extraFields: readonly string[] = ['webhook_url', ...Object.keys(meta.shape)];

/** What every async POST may carry beside its work. */
export interface Extras {
  readonly webhookUrl: string | undefined;
  readonly externalId: string | null;
  readonly source: string | null;
}

/** Throws the 400 for a field that is not declared: a misspelled `max` that is ignored changes how many rows are made. */
export function refuseUnknownFields(body: JsonObject, declared: readonly string[]): void {
  const complaint = complainOfUnknownField(body, declared);
  if (complaint !== undefined) throw invalid(complaint);
}

/** `items` and `max`, or the 400 that says what they must be. */
export function readWork(input: JsonObject): Pick<WorkOrder, 'items' | 'max'> {
  const { items, max } = readOr400(work, input);
  return { items, max: max ?? DEFAULT_ROWS_PER_ITEM };
}

/** `webhook_url` (S01), and what an event hands back in its `meta` (S03). */
export function readExtras(body: JsonObject, { allowPrivate }: { readonly allowPrivate: boolean }): Extras {
  const { external_id: externalId = null, source = null } = readOr400(meta, body);
  const webhookUrl = body['webhook_url'] ?? undefined;
  if (webhookUrl !== undefined && !isWebhookUrl(webhookUrl, { allowPrivate })) throw invalidWebhook();
  return { webhookUrl, externalId, source };
}

function readOr400<Schema extends z.ZodType>(schema: Schema, value: JsonObject): z.output<Schema> {
  const { data, error } = schema.safeParse(value);
  if (data === undefined) throw invalid(error?.issues[0]?.message ?? 'The body is not valid.');
  return data;
}
