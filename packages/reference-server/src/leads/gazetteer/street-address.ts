/** Words for a street, by language. In English they end its name, elsewhere they begin it or are joined to it. */
const ENDING =
  'street|st|avenue|ave|av|boulevard|blvd|road|rd|lane|ln|drive|dr|way|court|ct|place|pl|square|sq|highway|hwy|parkway|pkwy|terrace|ter|trail|trl|circle|cir|alley|plaza|crescent|cres|close|gardens|mews|row|walk|pike|turnpike|expressway|expy|freeway|fwy|loop|broadway';

const STARTING =
  'rue|avenue|boulevard|bd|chemin|quai|impasse|route|via|viale|piazza|corso|vicolo|calle|avenida|avda|plaza|paseo|carrer|rua|praça|travessa|ulica|ul|straße|strasse|am|an der|in der';

const JOINED = 'straße|strasse|str|weg|platz|allee|gasse|ring|ufer|damm|straat|laan|plein|gracht|kade|singel';

const numberFirst = new RegExp(
  String.raw`^\d{1,6}[a-z]?\s+(?:[\p{L}\p{N}.'’-]+\s+){0,5}?(?:${ENDING})\b\.?(?:\s+(?:[NSEW]|NE|NW|SE|SW|north|south|east|west)\b\.?)?\s*(.*)$`,
  'iu',
);
const otherStreet = new RegExp(
  String.raw`^(?:\d{1,6}[a-z]?\s*,?\s*)?(?:(?:${STARTING})\.?\s+\S.*|[\p{L}.'’\s-]*(?:${JOINED})\.?\s*\d.*|[\p{L}.'’\s-]+\s(?:${ENDING})\.?)$`,
  'iu',
);
const joinedEnding = new RegExp(String.raw`^\d{1,6}[a-z]?\s+\S+(?:${JOINED})\.?$`, 'iu');
const unit =
  /^(?:suite|ste|unit|apt|apartment|floor|fl|level|room|building|bldg|po box|p\.o\. box|postfach|#)\.?\s+#?(?:\d\S*|\p{L})$|^#\d+$|^\d+(?:st|nd|rd|th) floor$/iu;

/** Returns what follows the street in a part such as `12 Main St Austin TX`, or undefined when it has no street. */
export function behindStreet(part: string): string | undefined {
  if (unit.test(part) || joinedEnding.test(part)) return '';
  const behind = numberFirst.exec(part)?.[1];
  if (behind !== undefined) return behind;
  return otherStreet.test(part) && /\d/.test(part) ? '' : undefined;
}
