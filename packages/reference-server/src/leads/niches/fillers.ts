import { foldedWords } from './phrase.ts';

/** Words before a kind of business that do not change it, without accents. A number also counts, as in `top 10`. */
const LEADING = `
best, top, good, great, nice, cheap, cheapest, affordable, inexpensive, budget, low cost, local, nearby, nearest, closest,
professional, independent, small, licensed, certified, qualified, registered, insured, experienced, trusted, reliable,
recommended, reputable, emergency, same day, mobile, luxury, premium, new, all, the, a, an, any, some, my, your, our, list of,
top rated, highly rated, best rated, well rated, high rated, highest rated, rated, number one, popular, famous, leading,
family owned, family run, family, locally owned, minority owned, black owned, woman owned, women owned, 24 7, 24 hour, 24 hours,
24 hr, 24hr, 24h, 24hrs, 24x7, hour, hours, find, find me, looking for, search for, i need, need, get, hire, where to find, list,
residential, commercial, domestic, industrial, private, quality, expert, online,
beste, bester, besten, bestes, gute, guter, gunstige, gunstiger, gunstigste, billige, alle, lokale, die, der, das, ein, eine, in der nahe,
24 stunden, notdienst,
meilleur, meilleurs, meilleure, meilleures, bon, bons, bonne, bonnes, les, le, la, tous les, toutes les, liste des, liste de,
mejor, mejores, buen, buenos, buenas, los, las, el, todos los, todas las, lista de, listado de,
migliori, miglior, migliore, buoni, buone, i, gli, lo, il, tutti i, tutte le, elenco, lista,
melhor, melhores, bons, boas, os, as, o, todos os, todas as,
goedkope, goede, de, het, lijst van,
basta, billiga, bra, alla, bedste, gode, beste, najlepszy, najlepsza, najlepsze, najlepsi, tani, tania, tanie, dobry, dobra, dobre,
nejlepsi, levne, levny, en iyi, ucuz, yakinimdaki, parhaat, paras, halvat, лучшие, лучшии, лучшая, дешевые, наикращі, кращі
`;

/** Words behind a kind of business that do not change it. */
const TRAILING = `
near me, near by, nearby, near you, close to me, close by, close to here, around me, around here, in my area, in the area, in my city,
in my town, for me, open now, open late, open today, open on sunday, open on sundays, open sunday, open 24 hours, 24 hours, 24 7, 24h, online,
with website, with websites, with email, with emails, with phone number, with phone numbers, email list, emails, email addresses,
contact list, contacts, leads, list, directory, database, reviews, that deliver, for hire,
in der nahe, in meiner nahe, in der umgebung, bei mir, mit notdienst, 24 stunden,
pas cher, pas chers, pas chere, pas cheres, pres de moi, pres de chez moi, pres d ici, a proximite, autour de moi, ouvert, ouverts, ouvert le dimanche,
cerca de mi, cerca, cercanos, cercanas, cerca de aqui, barato, barata, baratos, baratas, economico, economicos, economicas, 24 horas,
vicino a me, vicini, nelle vicinanze, in zona, economici, economiche, aperti ora, aperto ora,
perto de mim, perto de min, proximo, proximos, aqui perto,
in de buurt, bij mij in de buurt, bij mij, dichtbij, 24 uur,
nara mig, i narheten, nara, naer mig, i naerheden, i nærheden, w poblizu, blisko mnie, v okoli, lahella, lahistolla,
рядом, рядом со мнои, поблизости, поруч
`;

/** Words between a kind of business and a place, as in `dentists in Austin`. */
const ENGLISH_BEFORE_PLACES = 'in, near, around, within, close to, at, across, throughout, serving';
const BEFORE_PLACES = `${ENGLISH_BEFORE_PLACES}, bei, nahe, a, dans, en, pres de, autour de, proche de, cerca de, vicino a, presso, em, perto de, bij, te, i, w, we, v, ve, в, у, біля, около`;

type Phrases = ReadonlySet<string>;

const phrasesOf = (list: string): Phrases =>
  new Set(list.split(',').map((phrase) => foldedWords(phrase).join(' ')));
const leading = phrasesOf(LEADING);
const trailing = phrasesOf(TRAILING);
const beforePlaces = { english: phrasesOf(ENGLISH_BEFORE_PLACES), any: phrasesOf(BEFORE_PLACES) };

const LONGEST_FILLER = 5;

/**
 * Returns the words, then what remains of them without fillers and place: `best dentists in Austin` → `dentists`. Each
 * list is shorter than the one before. Takes folded words.
 */
export function withoutFillers(
  words: readonly string[],
  languages: keyof typeof beforePlaces,
): readonly (readonly string[])[] {
  const found = [words];
  const placeless = withoutPlace(words, beforePlaces[languages]);
  for (const start of [words, placeless]) {
    const core = strip(start);
    for (const list of [start, core]) if (list.length < (found.at(-1)?.length ?? 0)) found.push(list);
  }
  return found;
}

function withoutPlace(words: readonly string[], prepositions: Phrases): readonly string[] {
  for (let at = 1; at < words.length - 1; at++) {
    if (prepositions.has(words[at] ?? '') || prepositions.has(words.slice(at, at + 2).join(' ')))
      return words.slice(0, at);
  }
  return words;
}

function strip(words: readonly string[]): readonly string[] {
  let rest = words;
  for (let length = LONGEST_FILLER; length > 0; length--) {
    if (rest.length <= length) continue;
    if (trailing.has(rest.slice(-length).join(' '))) return strip(rest.slice(0, -length));
    const first = rest.slice(0, length).join(' ');
    if (leading.has(first) || (length === 1 && /^\d+$/.test(first))) rest = strip(rest.slice(length));
  }
  return rest;
}
