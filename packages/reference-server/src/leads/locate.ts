import { parseDistance } from './gazetteer/distance-phrase.ts';
import { withoutNearness } from './gazetteer/plainer-names.ts';
import { circleAround } from './gazetteer/to-location.ts';
import { geocode } from './geocode.ts';
import type { Location } from './location.ts';
import type { Source } from './source.ts';

/**
 * Returns the location of a text, or null. A place that the gazetteer lacks is asked of the source, without the words that
 * only say how far around it to search (`within 10 miles of Terlingua Ranch`).
 */
export async function locate(
  text: string,
  source: Pick<Source, 'locate'>,
  signal?: AbortSignal,
): Promise<Location | null> {
  const known = geocode(text);
  if (known) return known;
  const { place, radiusKm } = parseDistance(text);
  const found = (await source.locate?.(withoutNearness(place), signal)) ?? null;
  return found && radiusKm !== undefined ? circleAround(found, radiusKm) : found;
}
