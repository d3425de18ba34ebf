import { ROBOT_NAME } from './page-request.ts';

/** A path with wildcards takes time for each of its characters, and a file may hold thousands of such paths. */
const MAX_WILDCARD_CHARACTERS = 50_000;

const field = /^\s*([a-z-]{1,20})\s*:([^#]*)/i;

/**
 * Returns the groups of a robots.txt file that apply to this robot. Returns null when their rules take too long to check.
 * The parser of these files stores each rule once for each name of its group, so a file with thousands of names would
 * use up the memory.
 */
export function rulesForThisRobot(text: string): string | null {
  const lines: string[] = [];
  let names = new Set<string>();
  let isHead = false;
  let wildcardCharacters = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, name = '', value = ''] = field.exec(line) ?? [];
    if (name === '') continue;
    const isName = name.toLowerCase() === 'user-agent';
    if (isName && !isHead) names = new Set();
    if (isName) addName(names, value);
    isHead = isName;
    if (names.size === 0 || !/^(?:allow|disallow|crawl-delay)$/i.test(name)) continue;
    const path = value.trim().replace(/\*{2,}/g, '*');
    if (path.includes('*')) wildcardCharacters += path.length;
    if (wildcardCharacters > MAX_WILDCARD_CHARACTERS) return null;
    lines.push(...[...names].map((robot) => `user-agent: ${robot}`), `${name}: ${path}`);
  }
  return lines.join('\n');
}

/** Adds the name when it means this robot or every robot. It may have a version, such as `ScrapeKitBot/1.0`. */
function addName(names: Set<string>, value: string): void {
  const [name = ''] = value.trim().toLowerCase().split('/');
  if (name === '*' || name.trim() === ROBOT_NAME.toLowerCase()) names.add(name.trim());
}
