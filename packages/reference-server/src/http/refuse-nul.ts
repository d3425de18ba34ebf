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
  readonly key: string;
  readonly value: unknown;
  /** The list or object that contains the value. Undefined for a top-level field. */
  readonly parent?: RequestPosition;
}

/**
 * Finds a text or a key with U+0000 at any depth of a client's input. PostgreSQL cannot store or compare such a text,
 * so each statement with it would fail.
 */
export function findTextWithNul(sent: object): TextWithNul | undefined {
  if (Object.keys(sent).some(hasNul)) return complaint('', 'The name of a field');
  // This is a growing list, whose names are made only when they are needed, because a body may have 500,000 values.
  const places = Object.entries(sent).map(([key, value]): RequestPosition => ({ key, value }));
  for (const place of places) {
    const { value } = place;
    if (hasNul(value)) return complaint(fieldOf(place), nameOf(place));
    if (typeof value !== 'object' || value === null) continue;
    for (const key in value) {
      if (hasNul(key)) return complaint(fieldOf(place), `A key of ${nameOf(place)}`);
      const inner: unknown = value[key as keyof typeof value];
      if (canHaveNul(inner)) places.push({ key, value: inner, parent: place });
    }
  }
  return undefined;
}

const canHaveNul = (value: unknown): boolean =>
  hasNul(value) || (typeof value === 'object' && value !== null);

const fieldOf = ({ key, parent }: RequestPosition): string => (parent === undefined ? key : fieldOf(parent));

function nameOf({ key, parent }: RequestPosition): string {
  if (parent === undefined) return shorten(key);
  return shorten(Array.isArray(parent.value) ? `${nameOf(parent)}[${key}]` : `${nameOf(parent)}.${key}`);
}

const hasNul = (value: unknown): boolean => typeof value === 'string' && value.includes(NUL);

const complaint = (field: string, where: string): TextWithNul => ({
  field,
  message: `${where} must not hold the character U+0000. Remove it and send the request again.`,
});

const shorten = (name: string): string =>
  name.length <= MOST_NAME_CHARACTERS ? name : `${name.slice(0, MOST_NAME_CHARACTERS)}…`;
