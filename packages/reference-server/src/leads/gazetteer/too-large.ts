import { foldName } from './fold-name.ts';
import { lazy } from '../../pacing/cache.ts';

/** Names for the world or a continent. Small towns have some of them, too: Earth in Texas, Eu in France. */
const NAMES =
  'world, worldwide, the world, earth, planet earth, global, globally, international, internet, online, everywhere, anywhere, remote, africa, asia, europe, european union, eu, europa, oceania, antarctica, north america, south america, latin america, central america, americas, the americas, eurasia, middle east, emea, apac, latam, mena, dach, benelux, nordics, the nordics, scandinavia, balkans, caribbean';

const names = lazy(() => new Set(NAMES.split(', ').map(foldName)));

/** Tells whether a part names no place, or one that is too large to be searched. */
export const isTooLarge = (part: string): boolean => names().has(foldName(part));
