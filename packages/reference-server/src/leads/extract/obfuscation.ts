const atWords =
  'at|ät|aet|a|@|&|arroba|chiocciola|arobase|arobas|klammeraffe|kukac|malpa|małpa|zavinac|zavináč|apestaart|apenstaartje|snabel-?a|alfakrull|kissanhäntä|собака|at-sign|at sign';
const dotWords = 'dot|punkt|punto|point|ponto|punt|piste|kropka|tecka|tečka|точка|d0t|\\.';

const bracketedAt = new RegExp(
  `\\s{0,3}[[({<«]{1,2}\\s{0,3}(?:${atWords})\\s{0,3}[\\])}>»]{1,2}\\s{0,3}`,
  'giu',
);
const bracketedDot = new RegExp(
  `\\s{0,3}[[({<«]{1,2}\\s{0,3}(?:${dotWords})\\s{0,3}[\\])}>»]{1,2}\\s{0,3}`,
  'giu',
);
const joinedAt = /(?<=[a-z0-9])(?:_at_|-at-|\|at\||\*at\*|~at~|\/at\/)(?=[a-z0-9])/gi;
const joinedDot = /(?<=[a-z0-9])(?:_dot_|-dot-|\|dot\||\*dot\*|~dot~|\/dot\/)(?=[a-z0-9])/gi;
const lookAlikeAt = /[＠﹫]/g;

const anyTrace = /[[({<«]\s{0,3}(?:a|@|&|ä|k|m|z|s|с)|[_|*~/-]at[_|*~/-]|[＠﹫]|\sat\s|\sarroba\s|@\s|\s@/iu;

/** Turns `info [at] example (dot) com` and its relatives in many languages into plain addresses. */
export function revealObfuscated(text: string): string {
  if (!anyTrace.test(text)) return text;
  const bracketed = text.replace(lookAlikeAt, '@').replace(bracketedAt, '@').replace(bracketedDot, '.');
  return spokenAddresses(bracketed.replace(joinedAt, '@').replace(joinedDot, '.'));
}

const spokenAt = new Set(['at', 'arroba', '@', 'chiocciola', 'arobase', 'klammeraffe']);
const spokenDot = new Set(['dot', 'punto', 'punkt', 'point', 'ponto', '.']);
const nameWord = /^[a-z0-9][a-z0-9._+-]{0,63}$/i;
const labelWord = /^[a-z0-9][a-z0-9.-]{0,62}$/i;

/** `info at example dot com`: only with both words, for "at" alone is plain English. */
function spokenAddresses(text: string): string {
  const words = text.split(/(\s+)/);
  for (let index = 2; index < words.length - 2; index += 2) {
    if (!spokenAt.has((words[index] ?? '').toLowerCase()) || !nameWord.test(words[index - 2] ?? '')) continue;
    const end = spokenDomainEnd(words, index + 2);
    if (end === null) continue;
    const domain = words.slice(index + 2, end + 1).map((word) => word.trim());
    const address = `${words[index - 2] ?? ''}@${domain.map((word) => (spokenDot.has(word.toLowerCase()) ? '.' : word)).join('')}`;
    words.splice(index - 2, end - index + 3, address);
  }
  return words.join('');
}

/** Index of the last label of `example dot co dot uk`; null without a spoken dot. */
function spokenDomainEnd(words: readonly string[], start: number): number | null {
  let end = start;
  while (spokenDot.has((words[end + 2] ?? '').toLowerCase()) && labelWord.test(words[end + 4] ?? ''))
    end += 4;
  return end > start && labelWord.test(words[start] ?? '') ? end : null;
}

const spamHint = /[-._]?(?:no-?spam|remove-?(?:this|me)|delete-?this|spamfrei)([-._]?)/g;

/** `info@nospam-example.com`: the hint meant for people is cut out of a lower-case address. */
export const withoutSpamHints = (email: string): string =>
  email.replace(spamHint, (_hint, next: string, offset: number) =>
    offset === 0 || email.charAt(offset - 1) === '@' ? '' : next,
  );
