import { describe, expect, test } from 'vitest';
import { matchNiche } from '../../../src/leads/niches.ts';
import { typedNiches } from './typed-niches.ts';

/** Inputs of public reports about other searches: `repository issue | text | id`. */
const reported = `
openstreetmap/iD#938 | book shops | shop/books
openstreetmap/iD#938 | bookshops | shop/books
openstreetmap/iD#938 | coffeehouses | amenity/cafe
openstreetmap/iD#938 | coffee houses | amenity/cafe
openstreetmap/iD#938 | barbershop | shop/hairdresser/barber
openstreetmap/iD#6825 | cycle shops | shop/bicycle
openstreetmap/iD#6825 | cycle hire | amenity/bicycle_rental
openstreetmap/iD#8904 | spillway inspectors | words
openstreetmap/iD#8904 | courtyard sweepers | words
openstreetmap/iD#2756 | slotenmakers | shop/locksmith
openstreetmap/iD#2756 | librairies | shop/books
MarcusWolschon/osmeditor4android#603 | apteki | amenity/pharmacy
MarcusWolschon/osmeditor4android#603 | pharmcy | amenity/pharmacy
openstreetmap/id-tagging-schema#929 | courier companies | office/courier
openstreetmap/id-tagging-schema#1027 | barbers | shop/hairdresser/barber
openstreetmap/id-tagging-schema#1962 | dry cleaning services | shop/dry_cleaning
openstreetmap/id-tagging-schema#2004 | piercing studios | shop/piercing
openstreetmap/id-tagging-schema#2155 | tour companies | shop/travel_agency
openstreetmap/id-tagging-schema#2355 | plumbing contractors | craft/plumber
osm-search/Nominatim#1686 | greek restaurants in Rome | amenity/restaurant/greek
osm-search/Nominatim#1686 | Greek food | amenity/restaurant/greek
osm-search/Nominatim#3750 | pubs in Kingston | amenity/pub
osm-search/Nominatim#3750 | Kingston pub | amenity/pub
pelias/pelias#99 | restaurants near flatiron | amenity/restaurant
pelias/pelias#99 | museums around Chelsea | tourism/museum
pelias/pelias#938 | coffee | amenity/cafe
gosom/google-maps-scraper#215 | beauty salon Dublin city ireland | shop/beauty
gosom/google-maps-scraper#223 | Mobile phone repair service | craft/electronics_repair
serpapi/public-roadmap#4150 | water damage restoration | words
`
  .trim()
  .split('\n')
  .map((line) => {
    const [report = '', text = '', id = ''] = line.split(' | ');
    return [report, text, id] as const;
  });

describe('a kind of business as people type it', () => {
  test.each(typedNiches)('in $language: "$text" means $ids', ({ text, ids }) => {
    expect(ids).toContain(matchNiche(text)?.id ?? null);
  });

  test.each(reported)('%s: "%s" means %s', (_report, text, id) => {
    expect(matchNiche(text)?.id ?? 'words').toBe(id);
  });
});
