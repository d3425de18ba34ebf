import { lastingDomains } from './lasting-domains.ts';

/** Providers with domains that others run to collect typing errors, after the reports of mailcheck and of Spamhaus on traps. */
const providers = ['gmail.com', 'googlemail.com', 'hotmail.com', 'outlook.com', 'yahoo.com', 'icloud.com'];

/** Endings that are typed for `.com`. The first three exist, so their owners get the mail. */
const mistypedEndings = ['co', 'cm', 'om', 'con', 'cmo', 'ocm', 'comm', 'vom', 'xom', 'cpm'];
const endings = ['com', ...mistypedEndings];

/** Typing errors of two letters, or of sound. */
const otherNames: readonly (readonly [string, string])[] = [
  ['gamail', 'gmail.com'],
  ['gemail', 'gmail.com'],
  ['gmeil', 'gmail.com'],
  ['hotmeil', 'hotmail.com'],
  ['hotmails', 'hotmail.com'],
  ['iclould', 'icloud.com'],
  ['yahho', 'yahoo.com'],
  ['yahou', 'yahoo.com'],
];

/** Domains of others that differ from a provider by one typing error. */
const realDomains = new Set(['cloud.com', 'gail.com', 'mail.com', 'ymail.com']);

/** The keys beside each key of an English keyboard, in its row. */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

const neighboursOf = (letter: string): readonly string[] =>
  rows.flatMap((row) => {
    const at = row.indexOf(letter);
    return at === -1 ? [] : [row[at - 1], row[at + 1]].filter((key) => key !== undefined);
  });

/**
 * Returns the names with one typing error: a letter left out, doubled or hit beside its key, or two letters in the wrong
 * order. The first letter stays, because many mail brands differ only there.
 */
function misspellings(name: string): string[] {
  return Array.from(name).flatMap((letter, at) => {
    const [before, after] = [name.slice(0, at), name.slice(at + 1)];
    const doubled = before + letter + letter + after;
    if (at === 0) return [doubled];
    const swapped = before.slice(0, -1) + letter + (before.at(-1) ?? '') + after;
    const missed = neighboursOf(letter).map((key) => before + key + after);
    return [before + after, doubled, swapped, ...missed];
  });
}

const known = new Map(
  providers.flatMap((provider) => {
    const name = provider.slice(0, -'.com'.length);
    const others = otherNames.filter(([, meant]) => meant === provider).map(([wrong]) => wrong);
    const misspelled = [...misspellings(name), ...others].flatMap((wrong) =>
      endings.map((ending) => `${wrong}.${ending}`),
    );
    const misended = mistypedEndings.map((ending) => `${name}.${ending}`);
    return [...misspelled, ...misended]
      .filter(
        (domain) => !providers.includes(domain) && !realDomains.has(domain) && !lastingDomains.has(domain),
      )
      .map((domain) => [domain, provider] as const);
  }),
);

/** Returns why an address at the domain may be a spam trap, for users, or null: `gmial.com` looks like `gmail.com`. */
export function lookAlikeReason(domain: string): string | null {
  const provider = known.get(domain);
  return provider === undefined ? null : `suspected spam trap: ${domain} looks like ${provider}`;
}
