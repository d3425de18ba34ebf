import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extractEmails } from '../../../src/leads/extract.ts';
import { parseEmail } from '../../../src/verification/parse-email.ts';
import { cloudflare, reversed, rot13, typo3 } from './reported/encode.ts';

/** `PROPERTY_RUNS=30000` tries more pages than a run of all tests has time for. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 1_000);

/** A part of a page, and the addresses that a person can read in it. */
interface Fragment {
  readonly html: string;
  readonly readings: readonly string[];
  /** True when the extractor has to find the reading. */
  readonly isClear: boolean;
}

const name = fc.constantFrom('info', 'jane.roe', 'praxis', 'b2b-sales', 'kim_lee', 'nospam', 'max', 'dora');
const host = fc.constantFrom(
  'harbordental.com',
  'dine-at-joes.com',
  'nospammail.net',
  'zahn.de',
  'shop.co.uk',
  'gmail.com',
);
const word = fc.constantFrom(
  'Visit',
  'find us',
  'section',
  'Contact',
  'see',
  'open',
  'more',
  'Team',
  'we',
  'Hello',
  'Support',
  'Dr. Green',
);

const clear = (write: (local: string, domain: string) => string): fc.Arbitrary<Fragment> =>
  fc.tuple(name, host).map(([local, domain]) => ({
    html: write(local, domain),
    readings: [`${local}@${domain}`],
    isClear: true,
  }));

/** Looks like an address and is none. */
const bait = (write: (word: string, domain: string) => string): fc.Arbitrary<Fragment> =>
  fc.tuple(word, host).map(([said, domain]) => ({ html: write(said, domain), readings: [], isClear: false }));

const json = (value: string): string => JSON.stringify({ html: value }).replaceAll('"', '&quot;');

const clearFragments = [
  clear((local, domain) => `<p>${local}@${domain}</p>`),
  clear((local, domain) => `<p>Mail: ${local} [at] ${domain.replaceAll('.', ' [dot] ')}.</p>`),
  clear((local, domain) => `<p>${local}（at）${domain}</p>`),
  clear((local, domain) => `<p>${local}[@]${domain.replace(/\.(\w+)$/, '[.$1]')}</p>`),
  clear((local, domain) => `<a href="mailto:${local}@${domain}?subject=Hi">x</a>`),
  clear((local, domain) => `<a href="mailto:${reversed(`${local}@${domain}`)}">x</a>`),
  clear((local, domain) => `<a href="mailto:${btoa(`${local}@${domain}`)}">x</a>`),
  clear((local, domain) => `<a href="http://mailto:${local}@${domain}">x</a>`),
  clear((local, domain) => `<a data-enc-email="${rot13(local)}[at]${rot13(domain)}">x</a>`),
  clear(
    (local, domain) =>
      `<a data-mailto-token="${typo3(5, `mailto:${local}@${domain}`)}" data-mailto-vector="5">x</a>`,
  ),
  clear(
    (local, domain) =>
      `<i data-x="&lt;a href='/cdn-cgi/l/email-protection#${cloudflare(77, `${local}@${domain}`)}'&gt;"></i>`,
  ),
  clear(
    (local, domain) =>
      `<i data-x="${json(`<p>\n${local}@${domain}</p>`).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')}"></i>`,
  ),
  clear((local, domain) => `<i data-user="${local}" data-domain="${domain}"></i>`),
  clear(
    (local, domain) =>
      `<joomla-hidden-mail first="${btoa(local)}" last="${btoa(domain)}" text=""></joomla-hidden-mail>`,
  ),
  clear(
    (local, domain) =>
      `<script type="application/ld+json">{"text":"Write to ${local}@${domain}, please"}</script>`,
  ),
];

const baitFragments = [
  bait((said, domain) => `<p>${said} @${domain}</p>`),
  bait((said, domain) => `<p>${said} @ ${domain}</p>`),
  bait((said, domain) => `<p>${said} (a) ${domain}</p>`),
  bait((said, domain) => `<p>${said} at ${domain}</p>`),
  bait((_said, domain) => `<p>www.work-at-${domain} and stay_at_${domain}</p>`),
  bait((_said, domain) => `<p>https://shop.com/at/${domain} https://jane:pw@${domain}</p>`),
  bait((_said, domain) => `<p>{user}@${domain} j***n@${domain} ja...@${domain}</p>`),
  bait((_said, domain) => `<p>vorname.nachname@${domain} max@mustermann.de name@firma.de</p>`),
  bait((said, domain) => `<i data-name="${said}" data-domain="${domain}"></i>`),
];

/** The readings of these may be found, and nothing else. */
const unclearFragments: fc.Arbitrary<Fragment>[] = [
  fc.tuple(name, host).map(([local, domain]) => ({
    html: `<p>${local}-at-${domain} and ${local}REMOVETHIS@${domain}</p>`,
    readings: [`${local}@${domain}`, `${local}removethis@${domain}`],
    isClear: false,
  })),
  fc.tuple(name, name, host).map(([one, other, domain]) => ({
    html: `<p>{${one}, ${other}}@${domain}</p>`,
    readings: [`${one}@${domain}`, `${other}@${domain}`],
    isClear: true,
  })),
  fc
    .tuple(name, host, fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 4 }))
    .map(([local, domain, cuts]) => {
      const whole = `${local}@${domain}`;
      const ends = [...new Set(cuts)].filter((cut) => cut < whole.length).toSorted((a, b) => a - b);
      const pieces = [0, ...ends].map((start, index) => whole.slice(start, ends[index]));
      return {
        html: `<p>Mail: <b></b>${pieces.map((piece) => `<span>${piece}</span>`).join('')}</p>`,
        readings: [whole],
        isClear: false,
      };
    }),
];

const fragment = fc.oneof(...clearFragments, ...baitFragments, ...unclearFragments);

test('finds the clear addresses of a random page and only addresses that a person can read in it', () => {
  fc.assert(
    fc.property(fc.array(fragment, { minLength: 1, maxLength: 6 }), (fragments) => {
      const html = fragments.map((part) => part.html).join('\n');
      const readable = new Set(fragments.flatMap(({ readings }) => readings));

      const { emails, suspectedTraps } = extractEmails({ html, site: 'https://www.harbordental.com/' });

      for (const email of [...emails, ...suspectedTraps]) {
        expect(parseEmail(email)?.email).toBe(email);
        expect(readable).toContain(email);
      }
      for (const { html: source, readings } of fragments.filter(({ isClear }) => isClear))
        expect(emails, source).toEqual(expect.arrayContaining([...readings]));
    }),
    { numRuns: RUNS, seed: 20261129 },
  );
});
