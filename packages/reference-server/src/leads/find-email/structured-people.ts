import { parseHtml } from '../parse-html.ts';

export interface StructuredPerson {
  readonly name: string;
  readonly email: string;
}

const MAX_DEPTH = 12;
const MAX_SCRIPT_CHARACTERS = 500_000;

/** Returns the people with an address in the structured data (JSON-LD) of a page. */
export function structuredPeople(html: string): StructuredPerson[] {
  const people: StructuredPerson[] = [];
  let code: string | null = null;
  parseHtml(html, {
    onopentag(name, attributes) {
      code = name === 'script' && /ld\+json/i.test(attributes['type'] ?? '') ? '' : null;
    },
    ontext(text) {
      if (code !== null && code.length < MAX_SCRIPT_CHARACTERS) code += text;
    },
    onclosetag() {
      if (code !== null) collect(parseJson(code), people, MAX_DEPTH);
      code = null;
    },
  });
  return people;
}

function parseJson(code: string): unknown {
  try {
    return JSON.parse(code);
  } catch {
    return null;
  }
}

function collect(value: unknown, people: StructuredPerson[], depth: number): void {
  if (typeof value !== 'object' || value === null || depth === 0) return;
  const { name, givenName, familyName, email } = value as Record<string, unknown>;
  const full = [givenName, familyName].filter((part) => typeof part === 'string').join(' ');
  const named = typeof name === 'string' ? name : full;
  if (named !== '' && typeof email === 'string')
    people.push({ name: named, email: email.replace(/^mailto:/i, '') });
  for (const inner of Object.values(value)) collect(inner, people, depth - 1);
}
