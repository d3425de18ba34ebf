import type { NameForm } from './name-forms.ts';

type Pattern = (first: NameForm, last: NameForm) => string;

/** The common patterns of addresses from names, the most frequent first. */
const patterns = {
  'first.last': (first, last) => `${first.text}.${last.text}`,
  first: (first) => first.text,
  flast: (first, last) => first.initial + last.text,
  firstlast: (first, last) => first.text + last.text,
  'f.last': (first, last) => `${first.initial}.${last.text}`,
  lastf: (first, last) => last.text + first.initial,
  first_last: (first, last) => `${first.text}_${last.text}`,
  last: (_first, last) => last.text,
  'last.first': (first, last) => `${last.text}.${first.text}`,
  'first-last': (first, last) => `${first.text}-${last.text}`,
  firstl: (first, last) => first.text + last.initial,
  fl: (first, last) => first.initial + last.initial,
} satisfies Readonly<Record<string, Pattern>>;

/** Patterns that are tried only when an address on the website has them. */
const rarePatterns = {
  'first.l': (first, last) => `${first.text}.${last.initial}`,
  first_l: (first, last) => `${first.text}_${last.initial}`,
  'first-l': (first, last) => `${first.text}-${last.initial}`,
  f_last: (first, last) => `${first.initial}_${last.text}`,
  'f-last': (first, last) => `${first.initial}-${last.text}`,
  'last.f': (first, last) => `${last.text}.${first.initial}`,
  lastfirst: (first, last) => last.text + first.text,
  last_first: (first, last) => `${last.text}_${first.text}`,
} satisfies Readonly<Record<string, Pattern>>;

const allPatterns = { ...patterns, ...rarePatterns };

export type PatternName = keyof typeof allPatterns;

/** The patterns that are tried without evidence. */
export const patternNames = Object.keys(patterns) as readonly PatternName[];

const everyPattern = Object.keys(allPatterns) as readonly PatternName[];

/** Returns the local part of a pattern, or null when a name that it needs is missing. */
export function writeLocal(pattern: PatternName, { first, last }: SpelledName): string | null {
  const needsFirst = pattern !== 'last';
  const needsLast = pattern !== 'first';
  if ((needsFirst && first.text === '') || (needsLast && last.text === '')) return null;
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
  const written = patternsOf(colleagues);
  const named = locals.flatMap((local) => written.get(local) ?? []);
  const guessed = locals.flatMap((local) => shapes.find(([shape]) => shape.test(local))?.[1] ?? []);
  return [...new Set([...byFrequency(named), ...byFrequency(guessed)])];
}

export interface SpelledName {
  readonly first: NameForm;
  readonly last: NameForm;
}

/** Returns the pattern of each address that one of the people may have; the more frequent pattern where two fit. */
export function patternsOf(people: readonly SpelledName[]): ReadonlyMap<string, PatternName> {
  const found = new Map<string, PatternName>();
  for (const pattern of everyPattern) {
    for (const name of people) {
      const local = writeLocal(pattern, name);
      if (local !== null && !found.has(local)) found.set(local, pattern);
    }
  }
  return found;
}

function byFrequency(seen: readonly PatternName[]): PatternName[] {
  const count = (name: PatternName): number => seen.filter((other) => other === name).length;
  return [...new Set(seen)].sort((a, b) => count(b) - count(a));
}
