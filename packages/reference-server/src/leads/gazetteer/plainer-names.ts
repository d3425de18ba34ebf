/** A name without words that people add to it. */
export interface PlainerName {
  readonly name: string;
  /** The text names a part of it, such as `north` or `downtown`, so that only a large place is meant. */
  readonly isPart: boolean;
  /** The text names its surroundings, too, such as `Greater …` or `… metro area`. */
  readonly isWide: boolean;
}

/** Words before a name that change nothing, by language. */
const BEFORE =
  'the|in|at|near|nearby|around|outside|close to|just outside|outside of|just outside of|in and around|anywhere in|city of|town of|village of|county|county of|state of|province of|region of|landkreis|kreis|stadt|kanton|bundesland|land|bei|nahe|in der nähe von|nähe|rund um|in|im|ville de|région|région de|département|département de|canton de|près de|autour de|à|ciudad de|provincia|provincia de|provincia di|comunidad de|comunidad autónoma de|región de|cerca de|alrededor de|en|regione|comune di|città di|vicino a|intorno a|nei pressi di|cidade de|estado de|perto de|em|gemeente|provincie|in de buurt van|nära|län|г|город|м|місто|около|рядом с|возле|مدينة';

const WIDE_BEFORE =
  'greater|metro|metropolitan|metropolitan area of|großraum|grossraum|raum|metropolregion|région parisienne|grand|grande|gran|área metropolitana de|area metropolitana di|área metropolitana|città metropolitana di|grande|groot';

const PART_BEFORE =
  'downtown|uptown|midtown|central|inner|old|north|south|east|west|northern|southern|eastern|western|northeast|northwest|southeast|southwest';

const AFTER =
  'area|areas|city|city cent(?:re|er)|town|village|region|county|co|state|province|district|suburbs|department|oblast|prefecture|municipality|stadt|zentrum|innenstadt|centre|centre-ville|centro|ville';

const WIDE_AFTER =
  'metro|metro area|metro region|metropolitan|metropolitan area|metropolitan region|msa|metroplex|area|areas|region|(?:and|&) (?:its |the )?(?:surroundings?|surrounding areas?|suburbs|vicinity|environs|nearby|area)|(?:und|u\\.|&) (?:umgebung|umland|umkreis)|et (?:ses )?(?:environs|alentours)|y (?:sus )?alrededores|e (?:i )?dintorni|e (?:arredores|região)|en omgeving|och omnejd|i okolice|附近|周边|周辺|근처';

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

interface Rule {
  readonly pattern: RegExp;
  readonly isPart?: true;
  readonly isWide?: true;
}

const rules: readonly Rule[] = [
  { pattern: /\([^()]*\)/g },
  { pattern: /(?<=^\D*\d{4,6}\s.*\S)\s+\p{Lu}{1,2}$/u },
  { pattern: /(?:\b\p{Lu}{1,2}-)?\S*\d\S*/gu },
  { pattern: before(WIDE_BEFORE), isWide: true },
  { pattern: after(WIDE_AFTER), isWide: true },
  { pattern: before(BEFORE) },
  { pattern: after(AFTER) },
  { pattern: localDivision },
  { pattern: before(PART_BEFORE), isPart: true },
];

const MOST_NAMES = 12;

/** Returns the text, then names with ever fewer words, as for `Greater Seattle Area`, `Dublin 2` and `80331 München`. */
export function plainerNames(text: string): PlainerName[] {
  const names: PlainerName[] = [{ name: text, isPart: false, isWide: false }];
  for (const { name, isPart, isWide } of names) {
    for (const rule of rules) {
      const plainer = name.replace(rule.pattern, ' ').replace(/\s+/g, ' ').trim();
      if (plainer === '' || names.length >= MOST_NAMES || names.some((one) => one.name === plainer)) continue;
      names.push({
        name: plainer,
        isPart: isPart || rule.isPart === true,
        isWide: isWide || rule.isWide === true,
      });
    }
  }
  return names;
}
