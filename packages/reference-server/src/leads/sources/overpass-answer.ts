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

/** A node, way or relation in the format of `out tags center`. */
export type OsmElement = z.infer<typeof element>;

const answer = z.object({ elements: z.array(z.unknown()), remark: z.string().nullish() });

export interface OverpassAnswer {
  readonly elements: readonly OsmElement[];
  /** False when the query ran out of time or memory. */
  readonly isComplete: boolean;
}

/** A query that fails is answered with status 200, the elements found so far and a remark. */
const failed = /^runtime error/i;
const overloaded = /too busy|rate_limited|dispatcher/i;

/** Parses an answer and leaves out elements of unknown form. Throws SourceUnavailableError for other JSON. */
export function parseOverpassAnswer(body: unknown): OverpassAnswer {
  const read = answer.safeParse(body);
  if (!read.success)
    throw new SourceUnavailableError('Overpass', 'its answer is not understood', { cause: read.error });
  const { elements, remark } = read.data;
  return {
    elements: elements.map((one) => element.safeParse(one).data).filter((one) => one !== undefined),
    isComplete: !failed.test(remark ?? ''),
  };
}

/** Returns whether the server refused to run the query because of its load. */
export function isOverloaded(body: unknown): boolean {
  const remark = answer.safeParse(body).data?.remark ?? '';
  return failed.test(remark) && overloaded.test(remark);
}
