import { createRequire } from 'node:module';
import { lazy } from '../pacing/cache.ts';

const load = createRequire(import.meta.url);

/** Forwarding services. Their addresses last for years, although some lists call them disposable. */
const RELAYS = `duck.com mozmail.com relay.firefox.com privaterelay.appleid.com simplelogin.com simplelogin.co
  simplelogin.io simplelogin.fr aleeas.com slmail.me silomails.com 8alias.com 8shield.net passmail.net passmail.com
  passinbox.com passfwd.com addy.io anonaddy.com anonaddy.me`;

/** Mailbox domains of mail.com. Some lists call them disposable. */
const MAIL_COM_FAMILY = `mail.com email.com accountant.com activist.com adexec.com alumni.com alumnidirector.com angelic.com
  appraiser.net archaeologist.com artlover.com asia.com auctioneer.net bartender.net bikerider.com birdlover.com chef.net
  chemist.com cheerful.com clerk.com clubmember.org collector.org columnist.com comic.com consultant.com contractor.net
  counsellor.com cyberdude.com cybergal.com cyberservices.com dallasmail.com deliveryman.com diplomats.com doctor.com
  dr.com dublin.com engineer.com europe.com execs.com fastservice.com financier.com fireman.net gardener.com geologist.com
  graduate.org graphic-designer.com groupmail.com hackermail.com hairdresser.net homemail.com hot-shot.com iname.com
  innocent.com inorbit.com insurer.com journalist.com lawyer.com legislator.com linuxmail.org lobbyist.com london.com
  mail-me.com mindless.com minister.com musician.org myself.com nycmail.com optician.com orthodontist.net
  pediatrician.com petlover.com photographer.net physicist.net planetmail.com politician.com post.com priest.com
  programmer.net publicist.com radiologist.net realtyagent.com registerednurses.com repairman.com representative.com
  rescueteam.com rocketship.com salesperson.net sanfranmail.com scientist.com secretary.net socialworker.net
  sociologist.com songwriter.net surgical.net teachers.org tech-center.com techie.com technologist.com therapist.net
  toothfairy.com tvstar.com umpire.com usa.com worker.com workmail.com writeme.com`;

const CONSUMER = `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com rocketmail.com
  aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me tutanota.com tutanota.de tutamail.com tuta.io tuta.com
  keemail.me fastmail.com fastmail.fm zoho.com zohomail.com hey.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de
  t-online.de freenet.de mail.ru bk.ru inbox.ru list.ru yandex.com yandex.ru ya.ru qq.com foxmail.com 163.com 126.com
  naver.com o2.pl wp.pl`;

const words = (text: string): string[] => text.split(/\s+/);
const lasting = new Set([...words(RELAYS), ...words(MAIL_COM_FAMILY), ...words(CONSUMER)]);

const listed = lazy(() => {
  const { blacklist } = load('mailchecker') as { blacklist: () => ReadonlySet<string> };
  const domains = new Set(load('disposable-email-domains') as readonly string[]);
  for (const domain of blacklist()) domains.add(domain);
  return domains;
});

const wildcards = lazy(() => new Set(load('disposable-email-domains/wildcard.json') as readonly string[]));

const free = lazy(() => {
  const listedAsFree = load('free-email-domains') as readonly string[];
  return new Set([...listedAsFree, ...words(CONSUMER), ...words(MAIL_COM_FAMILY)]);
});

/** Returns whether the domain or its parent domain offers disposable addresses. */
export function isDisposable(domain: string): boolean {
  const suffixes = suffixesOf(domain);
  if (suffixes.some((suffix) => lasting.has(suffix))) return false;
  return listed().has(domain) || suffixes.some((suffix) => wildcards().has(suffix));
}

/** Returns whether the domain offers free lasting mailboxes to everyone, as Gmail and Outlook do. */
export const isFreeProvider = (domain: string): boolean => free().has(domain) && !isDisposable(domain);

/** Returns the domain and its parents down to two labels: `b.example.com`, `example.com`. */
function suffixesOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
