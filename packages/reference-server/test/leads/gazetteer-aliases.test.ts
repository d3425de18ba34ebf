import { describe, expect, test } from 'vitest';
import { cityAliases } from '../../src/leads/gazetteer/city-aliases.ts';
import { citiesNamed, mostPopulous } from '../../src/leads/gazetteer/cities.ts';
import { regionAliases } from '../../src/leads/gazetteer/region-aliases.ts';
import { regionName } from '../../src/leads/gazetteer/regions.ts';
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
});
