import type { FastifyRequest } from 'fastify';

/**
 * Returns the sentence about the action that was just done. The redirect after an action names it in the parameter `done`,
 * and anybody can write another name there.
 */
export function noticeIn(
  { query }: Pick<FastifyRequest, 'query'>,
  notices: Readonly<Record<string, string>>,
): string | undefined {
  const { done } = query as { readonly done?: unknown };
  return typeof done === 'string' && Object.hasOwn(notices, done) ? notices[done] : undefined;
}
