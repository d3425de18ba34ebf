import { lazy } from '../../pacing/cache.ts';
import type { City } from './read-cities.ts';

/**
 * Towns with a more populous namesake on another continent that far fewer languages have a name for, by the number of
 * alternate names in GeoNames: `country.region name in GeoNames`.
 */
const LINES = `
ES.60 Valencia
ES.51 Cadiz
GB.ENG Newcastle upon Tyne
IE.M Waterford
GB.SCT Saint Andrews
PR.127 San Juan
PS.WE Bethlehem
US.CA Santa Cruz
US.CA Santa Rosa
US.NM Santa Fe
US.CA West Hollywood
ES.55 Salamanca
NL.10 Middelburg
TR.57 Sinop
`;

const keys = lazy(() => new Set(LINES.trim().split('\n')));

export const isRenowned = ({ countryCode, regionCode, name }: City): boolean =>
  keys().has(`${countryCode}.${regionCode} ${name}`);
