import { describe, expect, test } from 'vitest';
import { AMERICAN_AREAS } from '../../src/leads/gazetteer/american-areas.ts';
import { AREAS_ELSEWHERE } from '../../src/leads/gazetteer/areas-elsewhere.ts';
import { cityAliases } from '../../src/leads/gazetteer/city-aliases.ts';
import { allCities, citiesNamed, mostPopulous } from '../../src/leads/gazetteer/cities.ts';
import { districtAliases } from '../../src/leads/gazetteer/district-aliases.ts';
import { districtsNamed } from '../../src/leads/gazetteer/districts.ts';
import { dutchPostcodeAreas } from '../../src/leads/gazetteer/dutch-postcode-areas.ts';
import { irishRoutingKeys } from '../../src/leads/gazetteer/irish-routing-keys.ts';
import { regionAliases } from '../../src/leads/gazetteer/region-aliases.ts';
import { regionName } from '../../src/leads/gazetteer/regions.ts';
import { isRenowned } from '../../src/leads/gazetteer/renowned-towns.ts';
import { ukPostcodeArea } from '../../src/leads/gazetteer/uk-postcode-areas.ts';

const areas =
  'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE'.split(
    ' ',
  );

describe('aliases', () => {
  test.each([...cityAliases()])('"%s" is an alias of a town in the gazetteer', (alias, { countryCode }) => {
    expect(citiesNamed(alias)[0]).toMatchObject({ countryCode });
  });

  test('have a region in the gazetteer for each region alias', () => {
    const unknown = regionAliases().filter(([, code]) => regionName(code.slice(0, 2), code.slice(3)) === '');

    expect(unknown).toEqual([]);
  });

  test.each(areas)('the British post code area %s has a town', (area) => {
    const found = ukPostcodeArea(`${area}1 1AA`);
    const town = mostPopulous(
      citiesNamed(found?.town ?? '').filter(({ countryCode }) => countryCode === 'GB'),
    );

    expect(town?.population).toBeGreaterThan(500);
  });

  test.each([...irishRoutingKeys()])('the Irish routing key %s has the town %s', (_key, town) => {
    expect(citiesNamed(town).filter(({ countryCode }) => countryCode === 'IE')).not.toEqual([]);
  });

  test.each([...dutchPostcodeAreas()])('the Dutch post codes %s have the town %s', (_digits, town) => {
    expect(citiesNamed(town).filter(({ countryCode }) => countryCode === 'NL')).not.toEqual([]);
  });

  test('have a district in the gazetteer for each district alias', () => {
    const unknown = [...districtAliases()].filter(
      ([, { name, countryCode }]) => !districtsNamed(name).some((one) => one.countryCode === countryCode),
    );

    expect(unknown).toEqual([]);
  });

  test('have towns in the gazetteer for each area', () => {
    const unknown: string[] = [];
    let region = '';
    for (const line of `${AMERICAN_AREAS}${AREAS_ELSEWHERE}`.trim().split(/\n+/)) {
      if (line.startsWith('# ')) region = line.slice(2);
      const towns = line.split(': ')[1]?.replace('Washington, D.C.', 'Washington DC').split(', ') ?? [];
      for (const town of towns) {
        const [name = '', regionCode = region.slice(3)] = town.split('@');
        const isKnown = citiesNamed(name).some(
          (city) => city.countryCode === region.slice(0, 2) && city.regionCode === regionCode,
        );
        if (!isKnown) unknown.push(`${line.split(': ')[0]}: ${town}`);
      }
    }

    expect(unknown).toEqual([]);
  });

  test('have a renowned town in the gazetteer for each namesake', () => {
    const renowned = allCities().filter(isRenowned);

    expect(renowned.length).toBeGreaterThanOrEqual(14);
  });
});
