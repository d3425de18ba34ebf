import { z } from 'zod/v4';
import { SourceUnavailableError } from '../source.ts';

const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

const element = z.object({
  type: z.enum(['node', 'way', 'relation']),
  id: z.number().int(),
  lat: latitude.optional(),
  lon: longitude.optional(),
  center: z.object({ lat: latitude, lon: longitude }).optional(),
  tags: z.record(z.string(), z.string()).default({}),
});

/** A node, way or relation as `out tags center` shows it. */
export type OsmElement = z.infer<typeof element>;

const answer = z.object({ elements: z.array(z.unknown()), remark: z.string().nullish() });

export interface OverpassAnswer {
  readonly elements: readonly OsmElement[];
  /** Whether the query ran to its end; the time or memory it may use can run out first. */
  readonly isComplete: boolean;
}

/** Errors of a query come with status 200, as a remark behind what was found so far. */
const failed = /^runtime error/i;
const overloaded = /too busy|rate_limited|dispatcher/i;

/** Reads an answer in JSON; elements of unknown form are left out. */
export function readOverpassAnswer(body: unknown): OverpassAnswer {
  const read = answer.safeParse(body);
  if (!read.success)
    throw new SourceUnavailableError('Overpass', 'its answer is not understood', { cause: read.error });
  const { elements, remark } = read.data;
  return {
    elements: elements.map((one) => element.safeParse(one).data).filter((one) => one !== undefined),
    isComplete: !failed.test(remark ?? ''),
  };
}

/** The server had no time to begin. */
export function isOverloaded(body: unknown): boolean {
  const remark = answer.safeParse(body).data?.remark ?? '';
  return failed.test(remark) && overloaded.test(remark);
}
