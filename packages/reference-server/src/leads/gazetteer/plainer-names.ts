/** A name without words that people add to it. */
export interface PlainerName {
  readonly name: string;
  /** The text names a part of it, such as `north` or `downtown`, so that only a large place is meant. */
  readonly isPart: boolean;
  /** The text names a part such as `western`, which a state has and a city has not. */
  readonly isPartOfRegion: boolean;
  /** The text had a number like a post code, so that no country is meant. */
  readonly hadNumber: boolean;
  /** The text names its surroundings, too, such as `Greater …` or `… metro area`. */
  readonly isWide: boolean;
}

/** Words for nearness before a name, by language. */
const NEAR_BEFORE =
  'in|at|near|nearby|around|outside|close to|just outside|outside of|just outside of|in and around|anywhere in|all over|all of|bei|nahe|nahe bei|in der nähe von|nähe|rund um|umgebung von|umgebung|im|près de|autour de|aux alentours de|alentours de|aux environs de|dans les environs de|environs de|à|cerca de|alrededor de|en los alrededores de|alrededores de|zona de|en|vicino a|vicino|intorno a|nei pressi di|nei dintorni di|zona di|zona|perto de|em torno de|em|in de buurt van|omgeving|nära|около|рядом с|возле';

/** Words for a kind of place before its name, by language. */
const KIND_BEFORE =
  'the|city of|town of|village of|county|county of|state of|province of|region of|landkreis|kreis|stadt|kanton|bundesland|land|region|ville de|région|région de|département|département de|canton de|ciudad de|provincia|provincia de|provincia di|comunidad de|comunidad autónoma de|región de|regione|comune di|città di|cidade de|estado de|gemeente|provincie|regio|län|г|город|м|місто|مدينة';

const WIDE_BEFORE =
  'greater|metro|metropolitan|metropolitan area of|großraum|grossraum|raum|metropolregion|région parisienne|grand|grande|gran|área metropolitana de|area metropolitana di|área metropolitana|città metropolitana di|grande|groot';

const PART_BEFORE =
  'downtown|uptown|midtown|central|inner|old|north|south|east|west|northeast|northwest|southeast|southwest';

const PART_OF_REGION_BEFORE = 'northern|southern|eastern|western|upstate|coastal|rural';

const AFTER =
  'area|areas|city|city cent(?:re|er)|town|village|region|county|co|state|province|district|suburbs|department|oblast|prefecture|municipality|stadt|zentrum|innenstadt|centre|centre-ville|centro|ville|only|or nearby|surroundings|e\\.o';

const METRO_AFTER =
  'metro|metro area|metro region|metropolitan|metropolitan area|metropolitan region|msa|metroplex|area|areas|region';

/** Words behind a name for what lies around it, by language. */
const AND_AROUND =
  '(?:and|&) (?:its |the )?(?:surroundings?|surrounding areas?|suburbs|vicinity|environs|nearby|area)|(?:und|u\\.|&) (?:umgebung|umland|umkreis)|et (?:ses |sa )?(?:environs|alentours|périphérie|banlieue|région)|y (?:sus )?alrededores|e (?:i )?dintorni|e (?:arredores|região)|en omgeving|och omnejd|i okolice|附近|周边|周辺|근처';

/** The character of a kind of division behind a name in Chinese, Japanese or Korean. */
const localDivision =
  /(?<=..)(?:省|市|区|區|縣|县|県|府|都|自治区|自治區|特别行政区|特別行政區|특별시|광역시|특별자치시|특별자치도|시|군|구)$/u;

const longestFirst = (words: string): string =>
  words
    .split('|')
    .sort((a, b) => b.length - a.length)
    .join('|');
const before = (words: string): RegExp => new RegExp(`^(?:${longestFirst(words)})\\.?\\s+(?=\\S)`, 'iu');
const after = (words: string): RegExp => new RegExp(`(?<=\\S)\\s+(?:${words})\\.?$`, 'iu');

type Rule = { readonly pattern: RegExp } & Partial<Omit<PlainerName, 'name'>>;

const rules: readonly Rule[] = [
  { pattern: /\([^()]*\)/g },
  { pattern: /(?<=^\D*\d{4,6}\s.*\S)\s+\p{Lu}{1,2}$/u },
  { pattern: /(?<!\S)\S*\d{4}\S*/gu, hadNumber: true },
  { pattern: /(?<!\S)(?!\S*\d{4})\S*\d\S*/gu },
  { pattern: before(WIDE_BEFORE), isWide: true },
  { pattern: after(METRO_AFTER), isWide: true },
  { pattern: after(AND_AROUND), isWide: true },
  { pattern: before(NEAR_BEFORE) },
  { pattern: before(KIND_BEFORE) },
  { pattern: after(AFTER) },
  { pattern: localDivision },
  { pattern: before(PART_BEFORE), isPart: true },
  { pattern: before(PART_OF_REGION_BEFORE), isPart: true, isPartOfRegion: true },
];

/** The shorter ones, such as `in`, begin names of towns, too. */
const nearPhrases = before(
  NEAR_BEFORE.split('|')
    .filter((words) => words.length > 3)
    .join('|'),
);

/** Returns the text without words for nearness, which a search engine for places takes for a part of the name. */
export const withoutNearness = (text: string): string =>
  text.trim().replace(nearPhrases, '').replace(after(AND_AROUND), '');

const MOST_NAMES = 12;

/** Returns the text, then names with ever fewer words, as for `Greater Seattle Area`, `Dublin 2` and `80331 München`. */
export function plainerNames(text: string): PlainerName[] {
  const names: PlainerName[] = [
    { name: text, isPart: false, isPartOfRegion: false, hadNumber: false, isWide: false },
  ];
  for (const before of names) {
    for (const { pattern, ...facts } of rules) {
      const name = before.name.replace(pattern, ' ').replace(/\s+/g, ' ').trim();
      if (name === '' || names.length >= MOST_NAMES || names.some((one) => one.name === name)) continue;
      names.push(withFacts({ ...before, name }, facts));
    }
  }
  return names;
}

/** A fact that was true of the longer name stays true. */
const withFacts = (name: PlainerName, facts: Partial<PlainerName>): PlainerName => ({ ...name, ...facts });
