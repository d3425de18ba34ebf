type Pattern = (first: string, last: string) => string;

/** The ways in which firms make addresses of names, the most frequent first. */
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

export type PatternName = keyof typeof patterns;

export const patternNames = Object.keys(patterns) as readonly PatternName[];

/** The local part a pattern makes, or null where it needs a name that is missing. */
export function writeLocal(pattern: PatternName, first: string, last: string): string | null {
  const needsFirst = pattern !== 'last';
  const needsLast = pattern !== 'first';
  if ((needsFirst && first === '') || (needsLast && last === '')) return null;
  return patterns[pattern](first, last);
}

const shapes: readonly (readonly [RegExp, PatternName])[] = [
  [/^[a-z]\.[a-z]{2,}$/, 'f.last'],
  [/^[a-z]{2,}\.[a-z]{2,}$/, 'first.last'],
  [/^[a-z]{2,}_[a-z]{2,}$/, 'first_last'],
  [/^[a-z]{2,}-[a-z]{2,}$/, 'first-last'],
];

/** Patterns that the local parts of colleagues show by their punctuation, the commonest first. */
export function learnPatterns(locals: readonly string[]): PatternName[] {
  const seen = locals.flatMap((local) => shapes.find(([shape]) => shape.test(local))?.[1] ?? []);
  const count = (name: PatternName): number => seen.filter((other) => other === name).length;
  return [...new Set(seen)].sort((a, b) => count(b) - count(a));
}
