import { createHash, randomUUID } from 'node:crypto';
import type { Source } from '../config/config.ts';
import type { Creation } from './creation-store.ts';
import type { CreateRoute } from './match-create.ts';
import type { ToolRequest } from './upstream.ts';

export interface Preparation {
  readonly source: Source;
  readonly route: CreateRoute;
  readonly request: ToolRequest;
  readonly webhookUrl: string;
  readonly now: number;
}

/** A create as it is stored and sent. */
export interface Prepared {
  readonly request: ToolRequest;
  readonly creation: Creation;
}

/** Adds the webhook and the caller's id to a request, where the provider takes them and the tool gave none. */
export function prepareCreate({
  source,
  route: { key, operation },
  request,
  webhookUrl,
  now,
}: Preparation): Prepared {
  const id = `cre_${randomUUID()}`;
  const base = { id, source: source.name, operation: key, createdAt: new Date(now) };
  const { registration } = source.provider.webhook;
  const fields = request.method === 'POST' ? parseFields(request.body) : undefined;
  const idField = operation.list?.callersId;
  const given = idField === undefined ? undefined : textOf(fields?.[idField]);
  const callersId = given ?? textOf(request.headers['idempotency-key']);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([request.method, request.path, callersId ?? null]))
    .update(request.body)
    .digest('hex');
  const open = { state: 'sent', jobId: null, answer: undefined } as const;
  if (fields === undefined)
    return { request, creation: { ...base, ...open, fingerprint, callersId: callersId ?? null } };
  const added = {
    ...(registration.kind === 'per-job' && { [registration.field]: webhookUrl }),
    ...(idField !== undefined && { [idField]: callersId ?? id }),
  };
  const own = Object.entries(fields).filter(([name, value]) => !(name in added && isEmpty(value)));
  const body = Buffer.from(JSON.stringify({ ...added, ...Object.fromEntries(own) }));
  const known = idField === undefined ? (callersId ?? null) : (callersId ?? id);
  return { request: { ...request, body }, creation: { ...base, ...open, fingerprint, callersId: known } };
}

/** Tools send an empty text or null for a field that nobody has filled in. */
const isEmpty = (value: unknown): boolean => value === null || value === '';

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Returns the fields of a JSON object, or undefined for any other body. */
export function parseFields(body: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
