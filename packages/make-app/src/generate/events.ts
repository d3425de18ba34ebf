import type { ProviderDefinition } from '@scrapekit/core';
import { type Body, bodyOf, findPaths, tryRead } from './probe.ts';

const jobIdPaths = ['data.job_id', 'jobId', 'process_id', 'job_id'];
const typePaths = ['event_type', 'event'];
const JOB = '00000000-0000-4000-8000-000000000000';

/** An event of any provider: each parser finds in it what it needs. */
const event = (more: readonly (readonly [string, unknown])[]): Body =>
  bodyOf([
    ...more,
    ['event_id', 'event'],
    ['event', 'job.completed'],
    ['event_type', 'job.completed'],
    ['jobType', 'domain-scan'],
    ['status', 'completed'],
    ['data.status', 'succeeded'],
    ...jobIdPaths.map((path) => [path, JOB] as const),
  ]);

const parse = ({ webhook }: ProviderDefinition, body: Body) => webhook.parseEvent(body, () => undefined);

/** Returns the expression for the id of the job in an event. */
export function eventJobId(provider: ProviderDefinition): string {
  const [path] = findPaths(jobIdPaths, {
    // Some parsers only accept a UUID.
    valueOf: (index) => `00000000-0000-4000-8000-00000000000${index + 1}`,
    read: (ids) => parse(provider, merge(event([]), ids)).jobId,
  });
  if (path === undefined) throw new TypeError(`The events of ${provider.name} name no job.`);
  return `body.${path}`;
}

/** Returns the expression for the type of an event, and the types that report the end of a job. */
export function endTypes(
  provider: ProviderDefinition,
  types: readonly string[],
): { readonly type: string; readonly ends: readonly string[] } {
  const [path] = findPaths(typePaths, {
    valueOf: (index) => `type-${index}`,
    read: (named) => parse(provider, merge(event([]), named)).type,
  });
  if (path === undefined) throw new TypeError(`The events of ${provider.name} have no type.`);
  const ends = types.filter((type) => parse(provider, event([[path, type]])).status !== undefined);
  return { type: `body.${path}`, ends };
}

/**
 * Returns the expression for the type of the job in an event, and the value of each operation. It is needed where all
 * jobs of an account are reported to one address.
 */
export function jobTypes(provider: ProviderDefinition): {
  readonly type: string;
  readonly valueOf: Readonly<Record<string, string>>;
} {
  const valueOf = Object.keys(provider.operations).map((key) => {
    const value = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const read = tryRead(() => parse(provider, event([['jobType', value]])).operation);
    if (read !== key) throw new TypeError(`The events of ${provider.name} do not tell ${key} apart.`);
    return [key, value] as const;
  });
  return { type: 'body.jobType', valueOf: Object.fromEntries(valueOf) };
}

/** Returns the body with the values of another one in their places. */
function merge(body: Body, values: Body): Body {
  const merged = Object.entries(values).map(([key, value]) => {
    const inner = body[key];
    const isInner =
      typeof inner === 'object' && inner !== null && typeof value === 'object' && value !== null;
    return [key, isInner ? merge(inner as Body, value as Body) : value] as const;
  });
  return { ...body, ...Object.fromEntries(merged) };
}
