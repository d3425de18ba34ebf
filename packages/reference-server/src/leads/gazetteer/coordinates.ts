import type { Point } from './distance.ts';

/** The point in an address of Google Maps or OpenStreetMap. */
const mapLink = /^https?:\/\/\S*?(?:@|[?&]q=|#map=\d+\/)([+-]?\d{1,2}\.\d+[,/][+-]?\d{1,3}\.\d+)/;

/** Degrees, minutes and seconds; a decimal comma counts only beside a separator that is not a comma. */
const NUMBER = String.raw`[+-]?\d{1,3}(?:[.,]\d+)?`;
const PART = String.raw`(${NUMBER})\s*(?:[°º]|deg(?:rees)?)?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’]?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["″”]|'')?)?)?`;
const numbered = new RegExp(`^${PART}$`, 'i');
const pair = /^([+-]?\d{1,3}\.\d+)\s*(?:,|;|\/|\s)\s*([+-]?\d{1,3}\.\d+)$/;
const commaPair = /^([+-]?\d{1,3},\d+)\s*(?:;|\/|\s)\s*([+-]?\d{1,3},\d+)$/;
const lettersBehind = /^(.+?)\s*([NS])[\s,;/]*(.+?)\s*([EWO])$/i;
const lettersBefore = /^([NS])\s*(.+?)[\s,;/]*([EWO])\s*(.+)$/i;
const words =
  /^\(|\)$|^geo:|[&=]|\b(?:coordinates?|gps|latitude|longitude|lat|lng|long?)\b[\s:=]*|[\s,;]*\bz=?\d+$/gi;

/**
 * Returns the point that a text gives in degrees: decimal (`40.71, -74.01`), with letters (`40.71 N 74.01 W`), or with
 * minutes and seconds. Whole numbers without letters are no coordinates. Returns undefined for every other text.
 */
export function parseCoordinates(text: string): Point | undefined {
  if (!/\d/.test(text) || text.length > 200) return undefined;
  const [, link] = mapLink.exec(text) ?? [];
  const bare = (link ?? text).replace(words, ' ').replace(/\s+/g, ' ').replace(/ ,/g, ',').trim();
  return decimals(bare) ?? withLetters(bare);
}

function decimals(text: string): Point | undefined {
  const plain = text.replace(/[°º]/g, '');
  const [, lat, lng] = pair.exec(plain) ?? commaPair.exec(plain) ?? [];
  return lat === undefined || lng === undefined ? undefined : pointAt(toNumber(lat), toNumber(lng));
}

function withLetters(text: string): Point | undefined {
  const behind = lettersBehind.exec(text);
  const [lat, north, lng, east] = behind
    ? [behind[1], behind[2], behind[3], behind[4]]
    : (([, north, lat, east, lng]) => [lat, north, lng, east])(lettersBefore.exec(text) ?? []);
  const latDegrees = degrees(lat ?? '');
  const lngDegrees = degrees(lng ?? '');
  if (latDegrees === undefined || lngDegrees === undefined) return undefined;
  return pointAt(
    /s/i.test(north ?? '') ? -latDegrees : latDegrees,
    /w/i.test(east ?? '') ? -lngDegrees : lngDegrees,
  );
}

function degrees(text: string): number | undefined {
  const [, whole, minutes = '0', seconds = '0'] = numbered.exec(text.replace(/^[\s,;]+|[\s,;]+$/g, '')) ?? [];
  if (whole === undefined) return undefined;
  return toNumber(whole) + toNumber(minutes) / 60 + toNumber(seconds) / 3600;
}

const toNumber = (text: string): number => Number(text.replace(',', '.'));

const pointAt = (lat: number, lng: number): Point | undefined =>
  Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : undefined;
