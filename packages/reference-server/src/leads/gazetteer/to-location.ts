import type { Location } from '../location.ts';
import { countryName } from './countries.ts';
import type { Area } from './areas.ts';
import type { Point } from './distance.ts';
import type { District } from './districts.ts';
import type { Postcode } from './postcodes.ts';
import type { City } from './read-cities.ts';
import { regionName, type Extent, type Region } from './regions.ts';

const label = (...parts: readonly string[]): string =>
  parts.filter((part, index) => part !== '' && part !== parts[index - 1]).join(', ');

export function cityLocation(city: City): Location {
  const { id: cityId, lat, lng, population, countryCode, regionCode } = city;
  const region = regionName(countryCode, regionCode);
  const radiusKm = Math.round((1.5 + 0.0115 * Math.sqrt(population)) * 10) / 10;
  return {
    kind: 'city',
    label: label(city.name, region, countryName(countryCode)),
    ...{ lat, lng, radiusKm, population, countryCode, regionCode, region, cityId },
  };
}

export function regionLocation({
  countryCode,
  code,
  name,
  population,
  lat,
  lng,
  radiusKm,
}: Region): Location {
  return {
    kind: code === '' ? 'country' : 'region',
    label: label(name, countryName(countryCode)),
    ...{ lat, lng, radiusKm, population, countryCode, regionCode: code, region: name, cityId: null },
  };
}

export function districtLocation(district: District, extent: Extent): Location {
  const { countryCode, regionCode, name } = district;
  const region = regionName(countryCode, regionCode);
  const text = label(name, region, countryName(countryCode));
  return { kind: 'district', label: text, ...extent, countryCode, regionCode, region, cityId: null };
}

/** Returns undefined when no town is near. */
export function postcodeLocation({ code, city, lat, lng, radiusKm }: Postcode): Location | undefined {
  if (city === undefined) return undefined;
  const town = cityLocation(city);
  return { ...town, kind: 'postcode', label: label(code, town.label), lat, lng, radiusKm };
}

export function areaLocation(area: Area): Location {
  const { name, countryCode, regionCodes, ...extent } = area;
  const [regionCode = ''] = regionCodes.length === 1 ? regionCodes : [];
  const region = regionName(countryCode, regionCode);
  const text = label(name, name.includes(region) ? '' : region, countryName(countryCode));
  return { kind: 'circle', label: text, ...extent, countryCode, regionCode, region, cityId: null };
}

const POINT_RADIUS_KM = 5;

export function pointLocation({ lat, lng }: Point, city: City): Location {
  const town = cityLocation(city);
  const text = label(`${lat.toFixed(4)} ${lng.toFixed(4)}`, town.label);
  return { ...town, kind: 'circle', label: text, lat, lng, radiusKm: POINT_RADIUS_KM };
}

/** Returns the circle of `radiusKm` around the centre. A region is returned as it is: it has a boundary and no centre. */
export function circleAround(location: Location, radiusKm: number): Location {
  const hasBoundary = ['district', 'region', 'country'].includes(location.kind);
  return hasBoundary ? location : { ...location, kind: 'circle', radiusKm };
}

const SURROUNDINGS_KM = 15;

/** Returns the city with the towns around it, as for `Greater Boston`. */
export const withSurroundings = (location: Location): Location =>
  location.kind === 'city' ? { ...location, radiusKm: location.radiusKm + SURROUNDINGS_KM } : location;
