import { describeUnknownField } from '@scrapekit/core';
import type { FastifyRequest } from 'fastify';
import { HttpError, unsupportedMediaType } from './errors.ts';
import { findTextWithNul } from './refuse-nul.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

const jsonType = /^application\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i;

export interface JsonBodyRules {
  /** Error codes of single fields, by the field's name. @default `invalidCode` for all fields */
  readonly fieldCodes?: Readonly<Record<string, string>>;
}

/**
 * Parses the body as a JSON object. Throws a 415 for another content type, and a 400 with the endpoint's error code for
 * a body that is not a JSON object (C024, C025) or that contains U+0000.
 */
export function parseJsonObject(
  request: FastifyRequest,
  invalidCode: string,
  { fieldCodes = {} }: JsonBodyRules = {},
): JsonObject {
  const bytes = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw notAnObject(invalidCode);
  const type = request.headers['content-type'];
  if (type !== undefined && !jsonType.test(type)) throw unsupportedMediaType();
  const value = parse(bytes, invalidCode);
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

function parse(bytes: Buffer, invalidCode: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new HttpError(400, invalidCode, { message: 'The body is not valid JSON.' });
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
