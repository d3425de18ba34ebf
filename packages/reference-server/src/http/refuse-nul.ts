import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpError } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The error code for a query or a form that contains U+0000. @default invalid_request */
    readonly invalidCode?: string;
  }
}

/**
 * A `preHandler` hook that refuses a query or a form with U+0000 in it. `parseJsonObject` does the same for JSON, the
 * server repairs paths before it routes them, and Node refuses the character in headers.
 */
export function refuseNul(
  { query, body, routeOptions }: FastifyRequest,
  _reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  const form = typeof body === 'object' && body !== null && !Buffer.isBuffer(body) ? body : {};
  const found = findTextWithNul(query as object) ?? findTextWithNul(form);
  const code = routeOptions.config.invalidCode ?? 'invalid_request';
  done(found && new HttpError(400, code, { message: found.message }));
}

const NUL = '\u0000';
/** The longest name in a message. Names come from the client and may be very long. */
const MOST_NAME_CHARACTERS = 80;

/** A place in a request where a text contains U+0000. */
export interface TextWithNul {
  /** The top-level field that contains the place, such as `emails`. */
  readonly field: string;
  /** A message for the client that names the place. */
  readonly message: string;
}

interface RequestPosition {
  readonly field: string;
  readonly name: string;
  readonly value: unknown;
}

/**
 * Finds a text or a key with U+0000 at any depth of a client's input. PostgreSQL cannot store or compare such a text,
 * so each statement with it would fail.
 */
export function findTextWithNul(sent: object): TextWithNul | undefined {
  if (Object.keys(sent).some(hasNul)) return complaint('', 'The name of a field');
  // This is a growing list instead of recursion, because a body may be nested more deeply than the stack allows.
  const places = Object.entries(sent).map(([key, value]): RequestPosition => ({
    field: key,
    name: shorten(key),
    value,
  }));
  for (const { field, name, value } of places) {
    if (hasNul(value)) return complaint(field, name);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (hasNul(key)) return complaint(field, `A key of ${name}`);
      const innerName = shorten(Array.isArray(value) ? `${name}[${key}]` : `${name}.${key}`);
      places.push({ field, name: innerName, value: inner });
    }
  }
  return undefined;
}

const hasNul = (value: unknown): boolean => typeof value === 'string' && value.includes(NUL);

const complaint = (field: string, where: string): TextWithNul => ({
  field,
  message: `${where} must not hold the character U+0000. Remove it and send the request again.`,
});

const shorten = (name: string): string =>
  name.length <= MOST_NAME_CHARACTERS ? name : `${name.slice(0, MOST_NAME_CHARACTERS)}…`;
