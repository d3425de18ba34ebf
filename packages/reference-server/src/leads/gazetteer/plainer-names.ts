const before =
  /^(?:the|in|near|around|city of|town of|county|landkreis|kreis|greater|downtown|uptown|central|inner|metro|metropolitan|old|north|south|east|west|northern|southern|eastern|western)\s+/i;
const after =
  /\s+(?:area|metro|metro area|metropolitan area|city|city cent(?:re|er)|town|region|county|state|province|district|suburbs|and surroundings)$/i;

/** Returns the text, then variants without additions, as for `greater London`, `Dublin 2` and `80331 München`. */
export function plainerNames(words: string): string[] {
  const withoutNumbers = words.replace(/\S*\d\S*/g, ' ').trim();
  const names = [words, withoutNumbers, words.replace(before, ''), words.replace(after, '')];
  return [...new Set(names)].filter((name) => name !== '');
}
