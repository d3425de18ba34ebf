import type { Niche } from '../leads/niches/preset-table.ts';
import { createRandom, type Random } from './random.ts';

const known: Readonly<Record<string, number>> = {
  'amenity/restaurant': 1.8,
  'amenity/cafe': 0.7,
  'amenity/bar': 0.5,
  'amenity/fast_food': 0.9,
  'amenity/dentist': 0.54,
  'amenity/doctors': 0.8,
  'amenity/pharmacy': 0.2,
  'amenity/bank': 0.25,
  'amenity/place_of_worship': 0.6,
  'office/lawyer': 0.75,
  'office/accountant': 0.4,
  'office/estate_agent': 0.55,
  'office/insurance': 0.4,
  'office/it': 0.35,
  'office/advertising_agency': 0.25,
  'shop/hairdresser': 0.9,
  'shop/beauty': 0.6,
  'shop/clothes': 0.6,
  'shop/supermarket': 0.3,
  'shop/car_repair': 0.55,
  'shop/bakery': 0.25,
  'leisure/fitness_centre': 0.3,
  'craft/plumber': 0.3,
  'craft/electrician': 0.3,
  'craft/builder': 0.5,
  'tourism/hotel': 0.3,
};

/** Niches of mythical animals have no businesses, so that tests can search for a niche without results. */
const mythical =
  /\b(?:unicorn|dragon|griffin|gryphon|phoenix|mermaid|centaur|pegasus|basilisk|yeti|bigfoot|leprechaun)s?-/;

const isMythical = ({ id }: Niche): boolean => id.startsWith('words/') && mythical.test(id);

export function perThousandPeople(niche: Niche): number {
  if (isMythical(niche)) return 0;
  const any = createRandom('density', niche.id).next();
  return known[niche.id] ?? (niche.tags.length > 0 ? 0.05 + 0.3 * any : 0.02 + 0.1 * any);
}

/** Returns the number for the smallest village: two to five of an OpenStreetMap niche, none to two of another. */
export function smallestNumber(niche: Niche, random: Random): number {
  if (isMythical(niche)) return 0;
  return niche.tags.length > 0 ? 2 + random.below(4) : random.below(3);
}
