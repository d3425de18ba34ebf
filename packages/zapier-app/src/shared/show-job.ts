import type { Job } from '@scrapekit/core';

/** A job as Zaps see it. Every key is always there, so that later steps can be mapped to it. */
export type ShownJob = Readonly<Record<string, unknown>> & { readonly id: string; readonly status: string };

/** The job's id and status in this app's words, and the named facts of the provider's answer. */
export function showJob({ id, status, raw }: Job, facts: readonly string[]): ShownJob {
  const answer = (raw ?? {}) as Readonly<Record<string, unknown>>;
  const shown = Object.fromEntries(facts.map((fact) => [fact, answer[fact] ?? null]));
  return { id, status, ...shown };
}
