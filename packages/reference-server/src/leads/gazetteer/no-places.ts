import { foldName } from './fold-name.ts';
import { lazy } from '../../pacing/cache.ts';

/** The world, the continents and other groups of countries. */
const TOO_LARGE =
  'world, worldwide, the world, earth, planet earth, global, globally, international, internet, online, everywhere, anywhere, nationwide, remote, africa, asia, europe, european union, eu, europa, oceania, antarctica, north america, south america, latin america, central america, americas, the americas, eurasia, middle east, emea, apac, latam, mena, dach, benelux, nordics, the nordics, scandinavia, balkans, caribbean';

/** Words that say where a place is, and not which. */
const RELATIVE =
  'home, here, none, local, city, the city, city center, city centre, center, centre, town, village, downtown, midtown, suburbs, north, south, east, west, central, northeast, northwest, southeast, southwest, northern, southern, eastern, western, street, avenue, road, beach, port, lake, park, hill, bay, airport, university, saint, santa';

/** Words in small letters that are the codes of a state or a country in capitals. */
const notCodes = new Set(['at', 'be', 'by', 'co', 'do', 'in', 'me', 'my', 'or', 'so', 'st', 'to']);

const large = lazy(() => new Set(TOO_LARGE.split(', ').map(foldName)));
const relative = lazy(() => new Set(RELATIVE.split(', ').map(foldName)));

/** Tells whether a part is too large to be searched, or no place, such as `remote`. */
export const isTooLarge = (part: string): boolean => large().has(foldName(part));

/**
 * Tells whether a text names no place when it stands alone. Small towns have some of these names, so that the text does
 * name one together with a region: Earth in Texas, Home in Washington.
 */
export const namesNoPlace = (text: string): boolean =>
  notCodes.has(text) || isTooLarge(text) || relative().has(foldName(text));
