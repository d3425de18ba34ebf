type Pattern = (first: string, last: string) => string;

/** The common patterns of addresses from names, the most frequent first. */
const patterns = {
  'first.last': (first, last) => `${first}.${last}`,
  first: (first) => first,
  flast: (first, last) => first.charAt(0) + last,
  firstlast: (first, last) => first + last,
  'f.last': (first, last) => `${first.charAt(0)}.${last}`,
  lastf: (first, last) => last + first.charAt(0),
  first_last: (first, last) => `${first}_${last}`,
  last: (_first, last) => last,
  'last.first': (first, last) => `${last}.${first}`,
  'first-last': (first, last) => `${first}-${last}`,
  firstl: (first, last) => first + last.charAt(0),
  fl: (first, last) => first.charAt(0) + last.charAt(0),
} satisfies Readonly<Record<string, Pattern>>;

/** Patterns that are tried only when an address on the website has them. */
const rarePatterns = {
  'first.l': (first, last) => `${first}.${last.charAt(0)}`,
  first_l: (first, last) => `${first}_${last.charAt(0)}`,
  'first-l': (first, last) => `${first}-${last.charAt(0)}`,
  f_last: (first, last) => `${first.charAt(0)}_${last}`,
  'f-last': (first, last) => `${first.charAt(0)}-${last}`,
  'last.f': (first, last) => `${last}.${first.charAt(0)}`,
  lastfirst: (first, last) => last + first,
  last_first: (first, last) => `${last}_${first}`,
} satisfies Readonly<Record<string, Pattern>>;

const allPatterns = { ...patterns, ...rarePatterns };

export type PatternName = keyof typeof allPatterns;

/** The patterns that are tried without evidence. */
export const patternNames = Object.keys(patterns) as readonly PatternName[];

const everyPattern = Object.keys(allPatterns) as readonly PatternName[];

/** Returns the local part of a pattern, or null when a name that it needs is missing. */
export function writeLocal(pattern: PatternName, first: string, last: string): string | null {
  const needsFirst = pattern !== 'last';
  const needsLast = pattern !== 'first';
  if ((needsFirst && first === '') || (needsLast && last === '')) return null;
  return allPatterns[pattern](first, last);
}

const shapes: readonly (readonly [RegExp, PatternName])[] = [
  [/^[a-z]\.[a-z]{2,}$/, 'f.last'],
  [/^[a-z]{2,}\.[a-z]{2,}$/, 'first.last'],
  [/^[a-z]{2,}_[a-z]{2,}$/, 'first_last'],
  [/^[a-z]{2,}-[a-z]{2,}$/, 'first-last'],
];

/**
 * Returns the patterns of colleagues' addresses, the most frequent first. Patterns that match a name on the website come
 * before those that only the punctuation suggests.
 */
export function learnPatterns(
  locals: readonly string[],
  colleagues: readonly SpelledName[] = [],
): PatternName[] {
  const named = locals.flatMap((local) => patternOf(local, colleagues) ?? []);
  const guessed = locals.flatMap((local) => shapes.find(([shape]) => shape.test(local))?.[1] ?? []);
  return [...new Set([...byFrequency(named), ...byFrequency(guessed)])];
}

export interface SpelledName {
  readonly first: string;
  readonly last: string;
}

const patternOf = (local: string, colleagues: readonly SpelledName[]): PatternName | undefined =>
  everyPattern.find((pattern) =>
    colleagues.some(({ first, last }) => writeLocal(pattern, first, last) === local),
  );

function byFrequency(seen: readonly PatternName[]): PatternName[] {
  const count = (name: PatternName): number => seen.filter((other) => other === name).length;
  return [...new Set(seen)].sort((a, b) => count(b) - count(a));
}
