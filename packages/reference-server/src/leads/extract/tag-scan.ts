const [SLASH, GREATER, EQUALS, SPACE, QUOTE, APOSTROPHE] = Array.from('/>= "\'', (sign) =>
  sign.charCodeAt(0),
);

export const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

const isBlank = (code: number): boolean => code === SPACE || (code >= 9 && code <= 13);

export function endOfName(html: string, start: number): number {
  let end = start;
  for (; end < html.length; end++) {
    const code = html.charCodeAt(end);
    if (code === GREATER || code === SLASH || isBlank(code)) break;
  }
  return end;
}

/** Calls `visit` with each attribute, entities undecoded. Returns the index of the tag's '>', or -1 without one. */
export function scanAttributes(
  html: string,
  start: number,
  visit: (name: string, value: string) => void,
): number {
  let at = start;
  for (;;) {
    let code = html.charCodeAt(at);
    while (isBlank(code) || code === SLASH) code = html.charCodeAt(++at);
    if (code === GREATER) return at;
    if (at >= html.length) return -1;
    const nameStart = at;
    do code = html.charCodeAt(++at);
    while (code !== EQUALS && code !== GREATER && code !== SLASH && !isBlank(code) && at < html.length);
    const name = html.slice(nameStart, at).toLowerCase();
    let next = at;
    while (isBlank(html.charCodeAt(next))) next++;
    if (html.charCodeAt(next) !== EQUALS) {
      visit(name, '');
      continue;
    }
    const value = findValue(html, next + 1);
    if (value === null) return -1;
    visit(name, html.slice(value.start, value.end));
    at = value.next;
  }
}

interface Value {
  readonly start: number;
  readonly end: number;
  /** The index after the value and its quote. */
  readonly next: number;
}

function findValue(html: string, from: number): Value | null {
  let start = from;
  while (isBlank(html.charCodeAt(start))) start++;
  const opening = html.charCodeAt(start);
  if (opening === QUOTE || opening === APOSTROPHE) {
    const end = html.indexOf(opening === QUOTE ? '"' : "'", start + 1);
    return end === -1 ? null : { start: start + 1, end, next: end + 1 };
  }
  let end = start;
  while (end < html.length && html.charCodeAt(end) !== GREATER && !isBlank(html.charCodeAt(end))) end++;
  return { start, end, next: end };
}
