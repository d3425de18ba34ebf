import type { FastifyRequest } from 'fastify';

/** Returns a field of a form, or an empty text when it was not sent or was sent twice. */
export function formField({ body }: Pick<FastifyRequest, 'body'>, name: string): string {
  const value = (body as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}
