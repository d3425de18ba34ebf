import type { FastifyRequest } from 'fastify';
import { HttpError, unsupportedMediaType } from './errors.ts';
import { findTextWithNul } from './text-with-nul.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

const JSON_TYPE = /^application\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i;

export interface JsonBodyRules {
  /** Codes of fields whose refusal has one of its own, by the field's name. @default the endpoint's own */
  readonly fieldCodes?: Readonly<Record<string, string>>;
}

/** The body as a JSON object, or a 415, or a 400 with the endpoint's own code (C024, C025); no text in it holds U+0000. */
export function readJsonObject(
  request: FastifyRequest,
  invalidCode: string,
  { fieldCodes = {} }: JsonBodyRules = {},
): JsonObject {
  const bytes = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw notAnObject(invalidCode);
  const type = request.headers['content-type'];
  if (type !== undefined && !JSON_TYPE.test(type)) throw unsupportedMediaType();
  const value = parse(bytes, invalidCode);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notAnObject(invalidCode);
  // JSON holds the character only in this spelling, and to look for it is much faster than to look at every value.
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

/** ISO-8601 UTC in whole seconds (C081). */
export const timestamp = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
