import type { Location } from '../location.ts';
import { countryName } from './countries.ts';
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
