import { cityById } from '../../leads/gazetteer/cities.ts';
import type { City } from '../../leads/gazetteer/read-cities.ts';
import { inventAddress, inventPhone } from '../contact-details.ts';
import { parseDomain } from '../domain-code.ts';
import { slugWords, titleCase } from '../names.ts';
import { createRandom, type Random } from '../random.ts';
import { siteBehaviour, type SiteBehaviour } from './site-behaviour.ts';
import { languageOf } from '../words/language.ts';
import { peopleNames } from '../words/people.ts';
import { addressStyleNames, type AddressStyleName } from './address-styles.ts';

export type PageName = 'home' | 'contact' | 'team' | 'imprint';

export interface Person {
  readonly first: string;
  readonly last: string;
  readonly position: string;
  readonly email: string;
}

/** An address with the page and the style in which the site shows it. */
export interface PrintedAddress {
  readonly email: string;
  readonly page: PageName;
  readonly style: AddressStyleName;
}

export interface SiteProfile {
  readonly domain: string;
  readonly brand: string;
  readonly behaviour: SiteBehaviour;
  readonly city: City;
  readonly address: string;
  readonly phone: string;
  readonly team: readonly Person[];
  readonly printed: readonly PrintedAddress[];
  /** A hidden address that serves as a spam trap, or null. */
  readonly trap: string | null;
}

/** Returns the website of a domain, a function of the seed and the domain, or null when the domain does not exist. */
export function siteProfile(seed: string, domain: string): SiteProfile | null {
  const facts = parseDomain(seed, domain);
  const city = facts === null ? undefined : cityById(facts.cityId);
  if (facts === null || city === undefined) return null;
  const random = createRandom(seed, 'site', domain);
  const team = inventTeam(domain, city, random);
  return {
    domain,
    brand: titleCase(facts.brand),
    behaviour: siteBehaviour(seed, domain),
    city,
    address: inventAddress(city, random),
    phone: inventPhone(city, random),
    team,
    printed: [...choosePrinted(domain, team, random), ...chooseDisposable(seed, domain)],
    trap: random.chance(0.08) ? `${random.pick(trapNames)}@${domain}` : null,
  };
}

/** Two in five name a function, such as `info`, and count as role addresses; the others do not (C152). */
const generalNames =
  'info contact office bookings support sales hello hi hola smile visit talk letters front desk'.split(' ');
const trapNames = ['webmaster2', 'archive', 'newsletter-old', 'k.miller', 'joe.smith77'];
const positions = [
  'Owner',
  'Manager',
  'Founder',
  'Office manager',
  'Partner',
  'Head of service',
  'Assistant',
];

function inventTeam(domain: string, city: City, random: Random): Person[] {
  const names = peopleNames[languageOf(city.countryCode)];
  const write = random.pick(addressPatterns);
  return Array.from({ length: random.below(4) }, () => {
    const first = random.pick(names.first);
    const last = random.pick(names.last);
    const local = write(slugWords(first).join(''), slugWords(last).join(''));
    return { first, last, position: random.pick(positions), email: `${local}@${domain}` };
  });
}

const addressPatterns: readonly ((first: string, last: string) => string)[] = [
  (first, last) => `${first}.${last}`,
  (first) => first,
  (first, last) => `${first.charAt(0)}${last}`,
  (first, last) => `${first.charAt(0)}.${last}`,
  (first, last) => `${first}${last}`,
];

/** One site in fifty shows a disposable address. */
function chooseDisposable(seed: string, domain: string): PrintedAddress[] {
  const random = createRandom(seed, 'throw-away', domain);
  if (!random.chance(0.02)) return [];
  const service = random.pick(['mailinator.com', 'guerrillamail.com', '10minutemail.com']);
  const email = `${domain.replace(/\.test$/, '')}@${service}`;
  return [{ email, page: 'contact', style: random.pick(['link', 'text'] as const) }];
}

/** Four sites in five show a general address; most team members are shown with theirs. */
function choosePrinted(domain: string, team: readonly Person[], random: Random): PrintedAddress[] {
  const printed: PrintedAddress[] = [];
  const add = (email: string, page: PageName): void => {
    if (!printed.some((known) => known.email === email))
      printed.push({ email, page, style: random.pick(addressStyleNames) });
  };
  if (random.chance(0.82))
    add(`${random.pick(generalNames)}@${domain}`, random.pick(['home', 'contact', 'contact', 'imprint']));
  if (random.chance(0.3)) add(`${random.pick(generalNames)}@${domain}`, 'contact');
  for (const { email } of team) if (random.chance(0.7)) add(email, 'team');
  return printed;
}
