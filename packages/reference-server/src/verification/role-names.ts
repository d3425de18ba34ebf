import { createRequire } from 'node:module';
import { lazy } from '../pacing/cache.ts';

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

const added = `info support sales admin kontakt post enquiries inquiries vertrieb anfrage bewerbung
  rechnung buchung empfang zentrale accueil commande reservierung datenschutz dpo gdpr compliance postmaster abuse
  webmaster hostmaster noreply no-reply donotreply mailer-daemon office contact hr it-support billing team`.split(
  /\s+/,
);

const roles = lazy(() => {
  const listed = createRequire(import.meta.url)('role-based-email-addresses') as readonly string[];
  return new Set([...listed.filter((name) => !notRoles.has(name) && !year.test(name)), ...added]);
});

/** Returns whether a local part names a function: `info` and `sales+web` do, `hello` does not (C152). */
export const isRole = (local: string): boolean => roles().has(local.toLowerCase().replace(/\+.*$/, ''));
