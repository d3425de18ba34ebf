import { createRequire } from 'node:module';
import { lazy } from '../pacing/cache.ts';
import { roleWords } from './roles/role-words.ts';

/** Names on the package's list that may belong to a person or a place. */
const notRoles = new Set(
  `hello hi hola smile random test testing demo abc aaa asd asda asdasd asdf 123 alexa alpha alphas android apple
  academy berlin beta boston chicago china church com core denver dreamteam europe facebook family football food france
  friends fun gardner geeks global god home homes hotel house ios iphone india instagram it la ladies latam lifesum
  london lt lunch md montreal mt music myplex namecheap network newyork northamerica ny nyc paris plex plex.tv quotes
  rockstars sanfrancisco school seattle se sf sfo singapore squad stockholm stripe sydney time trainers tribe twitter uk
  us usa ux women work master captain captains caltrain classof gm ca bd ir qa ta ap api app apps asset angels
  offtopic ooo none null no null share shareholders sport stay store-news stories watercooler whois www www-data`.split(
    /\s+/,
  ),
);
const year = /^\d+$|^classof\d+$/;

const roles = lazy(() => {
  const listed = createRequire(import.meta.url)('role-based-email-addresses') as readonly string[];
  const words = Object.values(roleWords).flatMap((text) => text.match(/\S+/g) ?? []);
  return new Set([
    ...listed.filter((name) => !notRoles.has(name) && !year.test(name)),
    ...words.flatMap((word) => [fold(word), fold(spellOut(word))]),
  ]);
});

/** Returns the word without accents: `Büro` → `buro`. */
const fold = (word: string): string =>
  word
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/ı/g, 'i')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

/** Returns the spelling that German and the Nordic languages use without their letters: `Büro` → `buero`. */
const spellOut = (word: string): string =>
  word.normalize('NFC').replace(/[äöüåø]/g, (letter) => spelledOut[letter] ?? letter);

/** A name such as `customer-service` or `atencion-al-cliente`. A short part at an end may be an initial: `s.ales`. */
const compound = /^\p{L}{3,}(?:[._-]\p{L}{2,})*[._-]\p{L}{3,}$/u;

/**
 * Returns whether a local part names a function: `info`, `sales+web`, `büro` and `customer-service` do, `hello` does not
 * (C152).
 */
export function isRole(local: string): boolean {
  const name = fold(local.replace(/\+.*$/, ''));
  return roles().has(name) || (compound.test(name) && roles().has(name.replace(/[._-]/g, '')));
}
