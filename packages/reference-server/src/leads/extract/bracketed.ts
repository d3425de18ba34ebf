import { isMailbox, isProse } from './name-words.ts';
import { SEAM } from './scan-addresses.ts';
import { atWords, dotWords } from './sign-words.ts';

const anyOf = (words: readonly string[]): string => words.map((word) => word.replace('.', '\\.')).join('|');

/** The patterns begin with a bracket, so that the search is fast. Blanks around the brackets are removed afterwards. */
const bracketed = (words: string): RegExp =>
  new RegExp(
    `[[({<«]\\s{0,3}(${words})\\s{0,3}[\\])}>»]|[[({<«]{2}\\s{0,3}(${words})\\s{0,3}[\\])}>»]{2}`,
    'giu',
  );
const bracketedAt = bracketed(`${anyOf(atWords)}|a|&`);
const bracketedDot = bracketed(anyOf(dotWords));
/** `example[.com]` and `example(dot com)`, where the bracket closes behind the suffix. */
const bracketedSuffix =
  /(?<=[\p{L}\p{N}])[[({<]\s?(?:\.|dot\s)\s?([a-z]{2,24}(?:\.[a-z]{2,3})?)\s?[\])}>](?![\p{L}\p{N}])/giu;
const anyBracket = /[[({<«]/;

const MAX_NAME_CHARACTERS = 80;
const nameBefore = /([\p{L}\p{N}._+'-]{1,64})\s{0,3}$/u;

/** Words that are also letters of a list or conjunctions: `section (a) example.com`. */
const weakSigns = new Set(['a', '&', 'et', 'эт', 'ет', 'eta']);

/** Turns `info [at] example (dot) com` and `info@example[.]com` into plain addresses. */
export function withoutBrackets(text: string): string {
  if (!anyBracket.test(text)) return text;
  const withSigns = text.replace(
    bracketedAt,
    (match: string, one: string | undefined, two: string, offset: number) => {
      const before = text.slice(Math.max(0, offset - MAX_NAME_CHARACTERS), offset);
      const next = text.charAt(offset + match.length);
      return isSign((one ?? two).toLowerCase(), before.replaceAll(SEAM, ''), next) ? '\u0002' : match;
    },
  );
  if (!/[@\u0002]/.test(withSigns)) return text;
  return withSigns
    .replace(bracketedDot, '\u0003')
    .replace(bracketedSuffix, '.$1')
    .replace(/[\s\u0001]{0,5}\u0002[\s\u0001]{0,5}/g, '@')
    .replace(/[\s\u0001]{0,5}\u0003[\s\u0001]{0,5}/g, '.');
}

/** Decides whether a bracketed word stands for "@", by the word before it and the blanks around it. */
function isSign(word: string, before: string, next: string): boolean {
  const name = nameBefore.exec(before)?.[1] ?? '';
  const isSpaced = /\s$/.test(before) || /\s/.test(next);
  if (!weakSigns.has(word)) return !isSpaced || !isProse(name);
  return isSpaced ? isMailbox(name) : /\p{L}/u.test(name) && !isProse(name);
}
