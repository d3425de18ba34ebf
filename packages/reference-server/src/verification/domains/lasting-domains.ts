/** Domains with mailboxes or forwarding addresses that last, although a list of disposable domains has them or may get them. */
interface Provider {
  readonly source: string;
  readonly domains: string;
}

/** Addresses that forward to a mailbox for years. */
const relays: Provider = {
  source: 'the pages of DuckDuckGo, Mozilla, Apple, SimpleLogin, Proton and addy.io about their domains',
  domains: `duck.com mozmail.com relay.firefox.com privaterelay.appleid.com simplelogin.com simplelogin.co
    simplelogin.io simplelogin.fr aleeas.com slmail.me silomails.com 8alias.com 8shield.net passmail.net passmail.com
    passinbox.com passfwd.com addy.io anonaddy.com anonaddy.me`,
};

const mailCom: Provider = {
  source: 'mail.com: list of domains',
  domains: `mail.com email.com accountant.com activist.com adexec.com alumni.com alumnidirector.com angelic.com
    appraiser.net archaeologist.com artlover.com asia.com auctioneer.net bartender.net bikerider.com birdlover.com chef.net
    chemist.com cheerful.com clerk.com clubmember.org collector.org columnist.com comic.com consultant.com contractor.net
    counsellor.com cyberdude.com cybergal.com cyberservices.com dallasmail.com deliveryman.com diplomats.com doctor.com
    dr.com dublin.com engineer.com europe.com execs.com fastservice.com financier.com fireman.net gardener.com geologist.com
    graduate.org graphic-designer.com groupmail.com hackermail.com hairdresser.net homemail.com hot-shot.com iname.com
    innocent.com inorbit.com insurer.com journalist.com lawyer.com legislator.com linuxmail.org lobbyist.com london.com
    mail-me.com mindless.com minister.com musician.org myself.com nycmail.com optician.com orthodontist.net
    pediatrician.com petlover.com photographer.net physicist.net planetmail.com politician.com post.com presidency.com
    priest.com programmer.net protestant.com publicist.com qualityservice.com radiologist.net realtyagent.com
    registerednurses.com repairman.com representative.com rescueteam.com rocketship.com salesperson.net sanfranmail.com
    scientist.com secretary.net snakebite.com socialworker.net sociologist.com songwriter.net surgical.net teachers.org
    tech-center.com techie.com technologist.com therapist.net toothfairy.com tvstar.com umpire.com usa.com worker.com
    workmail.com writeme.com`,
};

const fastmail: Provider = {
  source: 'Fastmail Help: Fastmail domains',
  domains: `123mail.org 150mail.com 150ml.com 16mail.com 2-mail.com 4email.net 50mail.com airpost.net allmail.net
    bestmail.us cluemail.com elitemail.org emailcorner.net emailengine.net emailengine.org emailgroups.net emailplus.org
    emailuser.net eml.cc f-m.fm fast-email.com fast-mail.org fastem.com fastemail.us fastemailer.com fastest.cc
    fastimap.com fastmail.cn fastmail.co.uk fastmail.com fastmail.com.au fastmail.de fastmail.es fastmail.fm fastmail.fr
    fastmail.im fastmail.in fastmail.jp fastmail.mx fastmail.net fastmail.nl fastmail.org fastmail.se fastmail.to
    fastmail.tw fastmail.uk fastmail.us fastmailbox.net fastmessaging.com fea.st fmail.co.uk fmailbox.com fmgirl.com
    fmguy.com ftml.net h-mail.us hailmail.net imap-mail.com imap.cc imapmail.org inoutbox.com internet-e-mail.com
    internet-mail.org internetemails.net internetmailing.net jetemail.net justemail.net letterboxes.org mail-central.com
    mail-page.com mailandftp.com mailas.com mailbolt.com mailc.net mailcan.com mailforce.net mailftp.com mailhaven.com
    mailingaddress.org mailite.com mailmight.com mailnew.com mailsent.net mailservice.ms mailup.net mailworks.org ml1.net
    mm.st myfastmail.com mymacmail.com nospammail.net ownmail.net petml.com pobox.com postinbox.com postpro.net
    proinbox.com promessage.com realemail.net reallyfast.biz reallyfast.info rushpost.com sent.as sent.at sent.com
    speedpost.net speedymail.org ssl-mail.com swift-mail.com the-fastest.net the-quickest.com theinternetemail.com
    veryfast.biz veryspeedy.net warpmail.net xsmail.com yepmail.net your-mail.com`,
};

const hushmail: Provider = {
  source: 'Hushmail Help: domains',
  domains: 'hush.com hushmail.com hushmail.me hush.ai mac.hush.com',
};

/** Providers that npm mailchecker 6.0.21 calls disposable and npm freemail 1.7.0 calls free. */
const portals: Provider = {
  source: 'npm freemail 1.7.0: free.txt',
  domains: `8848.net animail.net blader.com bluebottle.com coolmail.com cutey.com deal-maker.com discofan.com dutchmail.com
    dynamitemail.com edmail.com ehmail.com email.org fastermail.com fnmail.com hongkong.com latinmail.com mail15.com
    mail2world.com mantramail.com mexicomail.com moose-mail.com movemail.com nameplanet.com pacific-ocean.com
    postafree.com qmail.com snail-mail.net tom.com uaemail.com unomail.com uomail.com uymail.com vjmail.com
    whale-mail.com xmail.com yifan.net yyhmail.com`,
};

const others: Provider = {
  source:
    'npm email-providers 2.26.0 and the web pages of Lavabit, Sibmail, Safe-mail, VFEmail, SDF, 21CN, Sohu and Gaggle',
  domains: `lavabit.com sibmail.com safe-mail.net vfemail.net sdf.org 21cn.com sohu.net vip.sohu.net gaggle.net sfgov.net
    nus.edu.sg`,
};

/** The providers with the most mailboxes. All of them are free for everyone. */
const consumer: Provider = {
  source: 'the pages of the providers',
  domains: `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com rocketmail.com
    aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me tutanota.com tutanota.de tutamail.com tuta.io tuta.com
    keemail.me fastmail.com fastmail.fm zoho.com zohomail.com hey.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de
    t-online.de freenet.de mail.ru bk.ru inbox.ru list.ru yandex.com yandex.ru ya.ru qq.com foxmail.com 163.com 126.com
    naver.com o2.pl wp.pl`,
};

const wordsOf = ({ domains }: Provider): readonly string[] => domains.split(/\s+/);

/** Never disposable, nor are the domains below them. */
export const lastingDomains: ReadonlySet<string> = new Set(
  [relays, mailCom, fastmail, hushmail, portals, others, consumer].flatMap(wordsOf),
);

/** Free for everyone, whatever npm free-email-domains says. */
export const freeDomains: readonly string[] = [consumer, mailCom].flatMap(wordsOf);

/**
 * Domains below which everybody may register a name, so that a disposable one says nothing about its neighbours: the shared
 * domains of FreeDNS (afraid.org) and free hosting that the public suffix list lacks.
 */
export const sharedParents: ReadonlySet<string> = new Set(
  'mooo.com us.to chickenkiller.com strangled.net ignorelist.com jumpingcrab.com crabdance.com twilightparadox.com co.cc cz.cc cu.cc flu.cc nut.cc usa.cc co.tv com.com com.uk coms.hk craigslist.org creou.dev fr.nf igg.biz mineweb.in minemail.in pe.hu uni.me uu.gl'.split(
    ' ',
  ),
);

/** Top-level domains of schools, authorities and armies. Only these can register names there. */
export const institutions = /\.(?:edu|gov|mil|gov\.uk|ac\.uk|edu\.au|edu\.sg)$/;
