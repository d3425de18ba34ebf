import { allCities } from './cities.ts';
import { foldName } from './fold-name.ts';
import { lazy } from '../../pacing/cache.ts';

/** ISO 639 codes. A name that two countries share in different languages means the country of the earlier language. */
const languages =
  'de fr es it pt nl sv da nb fi pl cs tr is ru ja zh zh-Hant ko ar he fa el uk bg sr hr sk sl hu ro lt lv et hi bn ta th vi id ms ca eu gl ka hy az kk'.split(
    ' ',
  );

const otherNames: Readonly<Record<string, string>> = {
  usa: 'US',
  us: 'US',
  'u s a': 'US',
  america: 'US',
  'united states of america': 'US',
  uk: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  holland: 'NL',
  uae: 'AE',
  emirates: 'AE',
  korea: 'KR',
  russia: 'RU',
  'czech republic': 'CZ',
  eire: 'IE',
  'republic of ireland': 'IE',
  turkey: 'TR',
  'ivory coast': 'CI',
  brasil: 'BR',
  рф: 'RU',
  السعودية: 'SA',
  الإمارات: 'AE',
  한국: 'KR',
  'east timor': 'TL',
  burma: 'MM',
  swaziland: 'SZ',
  macedonia: 'MK',
  'cape verde': 'CV',
  drc: 'CD',
  'dr congo': 'CD',
  ksa: 'SA',
  rsa: 'ZA',
  'isle of man': 'IM',
};

const names = new Intl.DisplayNames('en', { type: 'region' });

const codes = lazy(() => new Set(allCities().map(({ countryCode }) => countryCode)));

function namesIn(languages: readonly string[]): Map<string, string> {
  const index = new Map<string, string>();
  for (const language of languages) {
    const inLanguage = new Intl.DisplayNames(language, { type: 'region' });
    for (const code of codes()) {
      const name = foldName(inLanguage.of(code) ?? code);
      if (!index.has(name)) index.set(name, code);
    }
  }
  return index;
}

const english = lazy(() => {
  const index = namesIn(['en']);
  for (const code of codes()) index.set(code.toLowerCase(), code);
  for (const [name, code] of Object.entries(otherNames)) index.set(foldName(name), code);
  return index;
});

const foreign = lazy(() => namesIn(languages));

/** Returns the ISO 3166-1 code of a country by its English name or its code. */
export const countryCodeOf = (name: string): string | undefined => english().get(foldName(name));

/** Returns the ISO 3166-1 code of a country by its name in another common language. The first call builds the index. */
export const foreignCountryCodeOf = (name: string): string | undefined => foreign().get(foldName(name));

export const countryName = (code: string): string => names.of(code) ?? code;
