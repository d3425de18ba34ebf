/** Names that keep their capital letter wherever they stand. */
const properNames = new Set(['MatchKraft', 'ScrapeKit', 'ScrapeNest', 'Scrapfly', 'Scrupp']);

/** Turns a name in title case into sentence case, as Make writes labels. Words such as URL and ID stay as they are. */
export const toSentenceCase = (text: string): string =>
  text
    .split(' ')
    .map((word, index) =>
      index > 0 && /^[A-Z][a-z]*$/.test(word) && !properNames.has(word) ? word.toLowerCase() : word,
    )
    .join(' ')
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** Turns a noun such as `scrape job` into `ScrapeJob`, for the id of a component. */
export const toPascalCase = (noun: string): string =>
  noun.replaceAll(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase());
