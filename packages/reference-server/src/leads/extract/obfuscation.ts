const AT_WORDS =
  'at|ät|aet|a|@|&|arroba|chiocciola|arobase|arobas|klammeraffe|kukac|malpa|małpa|zavinac|zavináč|apestaart|apenstaartje|snabel-?a|alfakrull|kissanhäntä|собака|at-sign|at sign';
const DOT_WORDS = 'dot|punkt|punto|point|ponto|punt|piste|kropka|tecka|tečka|точка|d0t|\\.';

/** The patterns begin with a bracket, so that the search is fast. Spaces around the brackets are removed afterwards. */
const bracketedAt = new RegExp(`[[({<«]{1,2}\\s{0,3}(?:${AT_WORDS})\\s{0,3}[\\])}>»]{1,2}`, 'giu');
const bracketedDot = new RegExp(`[[({<«]{1,2}\\s{0,3}(?:${DOT_WORDS})\\s{0,3}[\\])}>»]{1,2}`, 'giu');
const anyBracket = /[[({<«]/;
const joinedAt = /(?<=[a-z0-9])(?:_at_|-at-|\|at\||\*at\*|~at~|\/at\/)(?=[a-z0-9])/gi;
const joinedDot = /(?<=[a-z0-9])(?:_dot_|-dot-|\|dot\||\*dot\*|~dot~|\/dot\/)(?=[a-z0-9])/gi;
const lookAlikeAt = /[＠﹫]/g;
const writtenOutTrace = /\s@\s|@\s|\s@|\s(?:dot|punto|punkt|point|ponto)\s/i;

const anyTrace = /[＠﹫[({<«]|\s(?:dot|punto|punkt|point|ponto)\s|[_|*~/-]at[_|*~/-]/i;

/** A fast check that returns false only for text without an address, plain or obfuscated. */
export const mayHoldAddress = (text: string): boolean => text.includes('@') || anyTrace.test(text);

/** Turns `info [at] example (dot) com` and similar forms in many languages into plain addresses. */
export function revealObfuscated(text: string): string {
  let plain = text.replace(lookAlikeAt, '@');
  if (anyBracket.test(plain)) plain = withoutBrackets(plain);
  if (plain.search(joinedAt) !== -1) plain = plain.replace(joinedAt, '@').replace(joinedDot, '.');
  return writtenOutTrace.test(plain) ? withoutHalfBlanks(joinWrittenOut(plain)) : plain;
}

function withoutBrackets(text: string): string {
  if (text.search(bracketedAt) === -1) return text;
  return text
    .replace(bracketedAt, '\u0002')
    .replace(bracketedDot, '\u0003')
    .replace(/\s{0,3}\u0002\s{0,3}/g, '@')
    .replace(/\s{0,3}\u0003\s{0,3}/g, '.');
}

const writtenOutAt = new Set(['at', 'arroba', '@', 'chiocciola', 'arobase', 'klammeraffe']);
const writtenOutDot = new Set(['dot', 'punto', 'punkt', 'point', 'ponto', '.']);
const nameWord = /^[a-z0-9][a-z0-9._+-]{0,63}$/i;
const labelWord = /^[a-z0-9][a-z0-9.-]{0,62}$/i;

/** Joins `info at example dot com`. Both words are needed, because "at" alone is ordinary English. */
function joinWrittenOut(text: string): string {
  const words = text.split(/(\s+)/);
  const said: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const name = said.at(-2) ?? '';
    const at = (words[index] ?? '').toLowerCase();
    const end = writtenOutAt.has(at) && nameWord.test(name) ? writtenOutEnd(words, index, name) : null;
    if (end === null) {
      said.push(words[index] ?? '');
      continue;
    }
    const domain = words
      .slice(index + 2, end + 1)
      .map((word) => (writtenOutDot.has(word.toLowerCase()) ? '.' : word.trim()));
    said.splice(-2, 2, `${name}@${domain.join('')}`);
    index = end;
  }
  return said.join('');
}

/** Joins `info @example.com` and `info@ example.com`. */
const withoutHalfBlanks = (text: string): string =>
  text
    .replace(/([\w.+-]{1,64})\s{1,3}@(?=[\w-]+\.)/g, (whole, name: string) =>
      isMailbox(name) ? `${name}@` : whole,
    )
    .replace(/(?<![\w.+-])([\w.+-]{1,64})@\s{1,3}(?=[\w-]+\.)/g, (whole, name: string) =>
      isMailbox(name) ? `${name}@` : whole,
    );

const writtenOutEnd = (words: readonly string[], at: number, name: string): number | null =>
  writtenOutDomainEnd(words, at + 2) ?? (words[at] === '@' && isMailbox(name) ? at + 2 : null);

const mailboxes = new Set(
  'info hello contact office mail email admin sales support team enquiries inquiries booking bookings reservations reception service help hi kontakt contacto contato contatti bureau post praxis kanzlei'.split(
    ' ',
  ),
);

/** Distinguishes `info @ example.com`, an address, from `visit us @ example.com`. */
const isMailbox = (word: string): boolean =>
  mailboxes.has(word.toLowerCase()) || /^[a-z]+[._][a-z]+$/i.test(word);

/** Returns the index of the last label of `example dot co dot uk`, or null without a written-out dot. */
function writtenOutDomainEnd(words: readonly string[], start: number): number | null {
  let end = start;
  while (writtenOutDot.has((words[end + 2] ?? '').toLowerCase()) && labelWord.test(words[end + 4] ?? ''))
    end += 4;
  return end > start && labelWord.test(words[start] ?? '') ? end : null;
}

const spamHint = /[-._]?(?:no-?spam|remove-?(?:this|me)|delete-?this|spamfrei)([-._]?)/g;

/** Removes words that people are meant to remove, as in `info@nospam-example.com`, from a lower-case address. */
export const withoutSpamHints = (email: string): string =>
  email.replace(spamHint, (_hint, next: string, offset: number) =>
    offset === 0 || email.charAt(offset - 1) === '@' ? '' : next,
  );

export const backwards = (text: string): string => Array.from(text).reverse().join('');
