const QUARTER_MS = 900_000;
const HOUR_MS = 4 * QUARTER_MS;

/** Names that Node.js lists in an old spelling. It knows the new ones of the IANA database, which people look for. */
const renamed: Readonly<Record<string, string>> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
};

/** The names of the time zones of the IANA database that this Node.js knows, in order. */
export const timeZones: readonly string[] = [
  ...new Set(['UTC', ...Intl.supportedValuesOf('timeZone').map((name) => renamed[name] ?? name)]),
].toSorted();

const formatters = new Map<string, Intl.DateTimeFormat>();

// A formatter takes longer to make than to use. Sweden writes 2026-11-29 08:00:00.
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formatters.set(timeZone, made);
  return made;
}

/** Returns a time as `2026-11-29 08:00:00` in a time zone. */
const formatTime = (at: Date, timeZone: string): string => formatterOf(timeZone).format(at);

/** Returns the date of a time in a time zone, such as `2026-11-29`. */
export const dateIn = (at: Date, timeZone: string): string => formatTime(at, timeZone).slice(0, 10);

export interface Day {
  /** Such as `2026-11-29`. */
  readonly date: string;
  readonly begin: Date;
}

/** Returns the last days until now in a time zone, oldest first. A day may have 23 or 25 hours. */
export function lastDays(count: number, { now, timeZone }: { now: Date; timeZone: string }): readonly Day[] {
  const today = Date.parse(dateIn(now, timeZone));
  return Array.from({ length: count }, (_, index) => {
    const midnight = today - (count - 1 - index) * 24 * HOUR_MS;
    const date = new Date(midnight).toISOString().slice(0, 10);
    return { date, begin: beginOf(date, timeZone) };
  });
}

/** Returns the first quarter of an hour with this date. Zones are at most 14 hours ahead and 12 hours behind UTC. */
export function beginOf(date: string, timeZone: string): Date {
  const midnight = Date.parse(date);
  let [earlier, later] = [midnight - 15 * HOUR_MS, midnight + 13 * HOUR_MS];
  while (later - earlier > QUARTER_MS) {
    const middle = earlier + Math.floor((later - earlier) / QUARTER_MS / 2) * QUARTER_MS;
    if (dateIn(new Date(middle), timeZone) < date) earlier = middle;
    else later = middle;
  }
  return new Date(later);
}

/** Shows the times of a page, which `renderMoment` wrote in UTC, in another time zone. UTC stays as the title. */
export const showTimesIn = (page: string, timeZone: string): string =>
  timeZone === 'UTC'
    ? page
    : page.replaceAll(
        /(<time datetime="([^"]+)"[^>]*>)[^<]*(?=<\/time>)/g,
        (_, tag: string, at: string) => tag + formatTime(new Date(at), timeZone),
      );
