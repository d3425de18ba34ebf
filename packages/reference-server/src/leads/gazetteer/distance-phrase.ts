/** A place with the distance around it that a text names, such as `within 10 miles of Austin`. */
export interface DistancePhrase {
  readonly place: string;
  /** Undefined when the text names no distance. */
  readonly radiusKm: number | undefined;
}

const MILE_KM = 1.609;
const MAX_RADIUS_KM = 200;

const distance =
  /(?<![\d.,])(\d{1,4}(?:[.,]\d{1,2})?)[\s-]?(km|kms|kilomet(?:er|re)s?|kilometern|kilometr[oi]|kilómetros?|quil[oô]metros?|chilometr[oi]|mi|mi\.|miles?|meilen?|milles?|millas?|miglia|mijl|км)(?![\p{L}\p{N}])/iu;

/** Words that join a distance with its place, by language. */
const joining = new Set(
  `within in a an the radius of from around about away near range distance or less than more most at up to and surrounding
   im um umkreis umkreises von vom entfernt entfernung radius rund bis zu max höchstens weniger als und im
   dans un une rayon de du des d autour à au aux environ distance moins et
   en un radio a al del la redonda alrededor distancia menos y
   nel raggio di da dal dalla intorno entro meno e
   num raio ao redor do da em torno menos
   binnen een straal van om rond en
   inom från
   в радиусе от`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Returns the place without the distance. A text without one, or with other words around it, is returned as it is. */
export function parseDistance(text: string): DistancePhrase {
  const found = distance.exec(text);
  const asIs = { place: text, radiusKm: undefined };
  if (found === null) return asIs;
  const [all, amount = '', unit = ''] = found;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + all.length);
  const isMiles = /^(?:mi|mil|mei|mig|mij)/i.test(unit);
  const radiusKm = Math.min(
    MAX_RADIUS_KM,
    Math.round(Number(amount.replace(',', '.')) * (isMiles ? MILE_KM : 1) * 10) / 10,
  );
  if (radiusKm === 0) return asIs;
  // "10 Mile, Tennessee" is a town.
  if (areJoining(before) && !/^\s*,/.test(after)) return { place: withoutJoiningStart(after), radiusKm };
  return areJoining(after) ? { place: withoutJoiningEnd(before), radiusKm } : asIs;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const areJoining = (text: string): boolean => wordsOf(text).every((word) => joining.has(word));

function withoutJoiningStart(text: string): string {
  let rest = text.replace(/^[^\p{L}\p{N}+-]+/u, '');
  for (;;) {
    const [word = ''] = /^[\p{L}]+(?=[\s'’])/u.exec(rest) ?? [];
    // "La Rochelle" and "El Paso" keep their article.
    if (word === '' || !joining.has(word.toLowerCase()) || /^\p{Lu}\p{Ll}{0,2}$/u.test(word))
      return rest.trim();
    rest = rest.slice(word.length).replace(/^[\s'’]+/, '');
  }
}

function withoutJoiningEnd(text: string): string {
  let rest = text.trim();
  for (;;) {
    rest = rest.replace(/[^\p{L}\p{N}.'’]+$/u, '');
    const [word = ''] = /(?<=[\s,(])\p{L}+$/u.exec(rest) ?? [];
    if (word === '' || !joining.has(word.toLowerCase()) || /^\p{Lu}\p{Lu}$/u.test(word)) return rest;
    rest = rest.slice(0, -word.length);
  }
}
