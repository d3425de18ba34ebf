import { setImmediate } from 'node:timers/promises';
import { describeUnknownField } from '@scrapekit/core';
import type { FastifyRequest } from 'fastify';
import { HttpError, unsupportedMediaType } from './errors.ts';
import { parseLargeJson } from './parse-large-json.ts';
import { findTextWithNul } from './refuse-nul.ts';
import { JsonShapeError } from './scan-json.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

const jsonType = /^application\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i;

export interface JsonBodyRules {
  /** Error codes of single fields, by the field's name. @default `invalidCode` for all fields */
  readonly fieldCodes?: Readonly<Record<string, string>>;
}

/**
 * Parses the body as a JSON object. Throws a 415 for another content type, and a 400 with the endpoint's error code for
 * a body that is not a JSON object (C024, C025), that is nested too deeply or that contains U+0000.
 */
export function parseJsonObject(
  request: FastifyRequest,
  invalidCode: string,
  rules: JsonBodyRules = {},
): JsonObject {
  const bytes = jsonBytes(request, invalidCode);
  const steps = parseSteps(bytes, invalidCode);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return requireObject(bytes, value, { invalidCode, ...rules });
  }
}

/**
 * Parses a body of many megabytes like `parseJsonObject`. The server answers other requests meanwhile, because no step
 * takes long.
 */
export async function parseLargeJsonObject(
  request: FastifyRequest,
  invalidCode: string,
  rules: JsonBodyRules = {},
): Promise<JsonObject> {
  const bytes = jsonBytes(request, invalidCode);
  const steps = parseSteps(bytes, invalidCode);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return requireObject(bytes, value, { invalidCode, ...rules });
    await setImmediate();
  }
}

function jsonBytes({ body, headers }: FastifyRequest, invalidCode: string): Buffer {
  if (!Buffer.isBuffer(body) || body.length === 0) throw notAnObject(invalidCode);
  const type = headers['content-type'];
  if (type !== undefined && !jsonType.test(type)) throw unsupportedMediaType();
  return body;
}

function requireObject(
  bytes: Buffer,
  value: unknown,
  { invalidCode, fieldCodes = {} }: JsonBodyRules & { readonly invalidCode: string },
): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notAnObject(invalidCode);
  // In JSON text the character always has this spelling. Searching the bytes for it is faster than visiting every
  // value.
  const found = bytes.includes('\\u0000') ? findTextWithNul(value) : undefined;
  if (found !== undefined) {
    const code = Object.hasOwn(fieldCodes, found.field) ? fieldCodes[found.field] : undefined;
    throw new HttpError(400, code ?? invalidCode, { message: found.message });
  }
  return value as JsonObject;
}

function* parseSteps(bytes: Buffer, invalidCode: string): Generator<undefined, unknown> {
  try {
    return yield* parseLargeJson(bytes);
  } catch (error) {
    const message = error instanceof JsonShapeError ? error.message : 'The body is not valid JSON.';
    throw new HttpError(400, invalidCode, { message });
  }
}

const notAnObject = (code: string): HttpError =>
  new HttpError(400, code, { message: 'The body must be a JSON object.' });

/** Returns the time in UTC, in ISO 8601 with whole seconds (C081). */
export const timestamp = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/**
 * Throws a refusal for the first field that is not declared. Its message names the declared field that was probably
 * meant. A field that is ignored can change what a request costs or does (docs/decisions/0012-unknown-fields-are-refused.md).
 */
export function refuseUnknownFields(
  body: JsonObject,
  declared: readonly string[],
  refuse: (message: string) => HttpError,
): void {
  const unknown = Object.keys(body).find((field) => !declared.includes(field));
  if (unknown !== undefined) throw refuse(describeUnknownField(unknown, declared));
}
