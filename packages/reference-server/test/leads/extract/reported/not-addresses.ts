import { info, type ReportedCase } from './reported-case.ts';

/** A word for people is removed only where it is plainly no part of the name. */
export const hints: readonly ReportedCase[] = [
  {
    what: 'a domain that begins with "nospam" belongs to a mail provider',
    report: 'acceptance set',
    html: '<p>jane.roe@nospammail.net</p>',
    emails: ['jane.roe@nospammail.net'],
  },
  {
    what: 'a mailbox whose whole name is the hint stays as it is',
    report: 'Wikipedia, Address munging',
    html: '<p>nospam@harbordental.com removeme@harbordental.com NOSPAM@harbor.dental</p>',
    emails: ['nospam@harbordental.com', 'removeme@harbordental.com', 'nospam@harbor.dental'],
  },
  {
    what: 'words that only contain the letters of a hint stay as they are',
    report: 'Wikipedia, Address munging',
    html: '<p>peter@removemedia.com info@casinospam.com info@milano-spamare.it abuse@spamfrei.de</p>',
    emails: ['peter@removemedia.com', 'info@casinospam.com', 'info@milano-spamare.it', 'abuse@spamfrei.de'],
  },
  {
    what: 'a hint in small letters at a mail provider may be the name of the mailbox',
    report: 'Wikipedia, Address munging',
    html: '<p>jane.nospam@gmail.com</p>',
    emails: ['jane.nospam@gmail.com'],
  },
  {
    what: 'a hint in capitals inside of small letters is for people',
    report: 'Wikipedia, Address munging',
    html: '<p>infoNOSPAM@harbordental.com joe@NOSPAM.gmail.com ann@gmailREMOVETHIS.com</p>',
    emails: [info, 'joe@gmail.com', 'ann@gmail.com'],
  },
  {
    what: 'a hint in small letters in front of the domain of the site is for people',
    report: 'Wikipedia, Address munging',
    html: '<p>info@nospam.harbordental.com desk@nospam-harbordental.com</p>',
    emails: [info, 'desk@harbordental.com'],
  },
  {
    what: 'a hint behind the domain is for people',
    report: 'Wikipedia, Address munging',
    html: '<p>info@harbordental.com.nospam desk@harbordental.comNOSPAM</p>',
    emails: [info, 'desk@harbordental.com'],
  },
];

/** "at" and "@" in host names, prose, handles and lists. */
export const signs: readonly ReportedCase[] = [
  {
    what: 'a host name may contain "-at-"',
    report: 'acceptance set',
    html: '<p>Visit www.dine-at-joes.com or work-at-home.co.uk</p>',
    emails: [],
  },
  {
    what: 'paths, files and words with underscores contain "at"',
    report: 'kevincobain2000/email_extractor#9',
    html: '<p>https://www.shop.com/at/home.com look_at_me.com Meeting_at_office.mov learn-at-harbordental.com</p>',
    emails: [],
  },
  {
    what: 'addresses contain "-at-", too',
    report: 'kevincobain2000/email_extractor#9',
    html: '<p>info@dine-at-joes.com meet-at-noon@harbordental.com</p>',
    emails: ['meet-at-noon@harbordental.com', 'info@dine-at-joes.com'],
  },
  {
    what: 'a mailbox, "-at-" and the domain of the site make an address',
    report: 'kevincobain2000/email_extractor#8',
    html: '<p>info-at-harbordental.com desk-at-harbordental-dot-com</p>',
    emails: [info, 'desk@harbordental.com'],
  },
  {
    what: 'a written-out dot belongs to the name, too',
    report: 'kevincobain2000/email_extractor#8',
    html: '<p>ann_dot_lee_at_harbordental_dot_com</p><p>bob dot ray at harbordental dot com</p><p>(eve underscore kay at harbordental dot com)</p>',
    emails: ['ann.lee@harbordental.com', 'bob.ray@harbordental.com', 'eve_kay@harbordental.com'],
  },
  {
    what: 'a host name that is read aloud is no address',
    report: 'kevincobain2000/email_extractor#9',
    html: '<p>Find us at harbordental dot com</p><p>Order lunch at joes dot com</p>',
    emails: [],
  },
  {
    what: '"at" in front of a plain address is prose',
    report: 'acceptance set',
    html: '<p>Reach us at z.test@harbordental.com or at jo.sur9@harbordental.com.</p>',
    emails: ['z.test@harbordental.com', 'jo.sur9@harbordental.com'],
  },
  {
    what: 'a handle follows a verb',
    report: 'acceptance set',
    html: '<p>Contact @harbor.dental on Instagram</p>',
    emails: [],
  },
  {
    what: 'handles follow greetings and mailbox words, also that of the site itself',
    report: 'twitter-archive/twitter-text-rb#123',
    html: '<p>Hello @harbor.dental</p><p>team @harbordental.com</p><p>info @harbordental.com on Instagram</p><p>More info @ harbordental.com</p>',
    emails: [],
  },
  {
    what: 'a mailbox behind a label is an address with blanks',
    report: 'twitter-archive/twitter-text-rb#123',
    html: '<p>E-Mail: info @ harbordental.com</p><p>Praxis: praxis @harbordental.com</p>',
    emails: [info, 'praxis@harbordental.com'],
  },
  {
    what: 'a letter in brackets numbers a list',
    report: 'kevincobain2000/email_extractor#9',
    html: '<p>section (a) harbor.com, part(a)harbor.com, 5(a)harbor.com. Visit us (at) harbordental.com</p>',
    emails: [],
  },
  {
    what: 'a letter in brackets behind a mailbox or a full name is the sign',
    report: 'kevincobain2000/email_extractor#9',
    html: '<p>info (a) harbordental.com</p><p>matti.virtanen (a) harbordental.com</p>',
    emails: [info, 'matti.virtanen@harbordental.com'],
  },
  {
    what: 'brackets may be of different kinds',
    report: 'kevincobain2000/email_extractor#9',
    html: '<p>info{at>harbordental[dot)com</p>',
    emails: [info],
  },
];

/** What stands around an "@" on pages. */
export const neighbours: readonly ReportedCase[] = [
  {
    what: 'names in braces share a domain',
    report: 'acceptance set',
    html: '<p>{ann,bob}@harbordental.com</p>',
    emails: ['ann@harbordental.com', 'bob@harbordental.com'],
  },
  {
    what: 'lists come in all brackets',
    report: 'lawzava/emailscraper#4',
    html: '<p>[ann|bob]@harbordental.com (carl; dora)@harbordental.com {eve, finn} [at] harbordental [dot] com</p>',
    emails: ['ann', 'bob', 'carl', 'dora', 'eve', 'finn'].map((name) => `${name}@harbordental.com`),
  },
  {
    what: 'braces around one word are a gap in a template',
    report: 'lawzava/emailscraper#4',
    html: '<p>{user}@harbordental.com {first,last}@harbordental.com {see below, ann}@harbordental.com</p>',
    emails: [],
  },
  {
    what: 'bars, braces, question marks and equals signs end the word in front',
    report: 'kichik/email-scraper#2',
    html: '<p>Mail|info@harbordental.com|Fax</p><p>0}}desk@harbordental.com</p><p>Questions?help@harbordental.com to=post@harbordental.com</p>',
    emails: [info, 'desk@harbordental.com', 'help@harbordental.com', 'post@harbordental.com'],
  },
  {
    what: 'names that are cut off or masked are no names',
    report: 'SimplySecurity/SimplyEmail#54',
    html: '<p>Anna […] .Kern@harbordental.com</p><p>anna.ke...@harbordental.com</p><p>j***n@gmail.com j••n@gmail.com</p>',
    emails: [],
  },
  {
    what: 'bullets and marks of emphasis do not belong to the address',
    report: 'SimplySecurity/SimplyEmail#54',
    html: '<p>•info@harbordental.com *desk@harbordental.com* %3Cpost@harbordental.com%3E</p>',
    emails: [info, 'desk@harbordental.com', 'post@harbordental.com'],
  },
  {
    what: 'a name that ends with a plus sign comes from a search',
    report: 'maldevel/EmailHarvester#38',
    html: '<p>youtube.com+@harbordental.com</p>',
    emails: [],
  },
  {
    what: 'a page for bookings has an address in its path',
    report: 'FriendsOfREDAXO/emailobfuscator#49',
    html: '<p>https://outlook.office.com/book/desk@harbordental.com/</p><a href="https://outlook.office.com/book/desk@harbordental.com/">x</a>',
    emails: [],
  },
  {
    what: 'accounts of other protocols are no mailboxes',
    report: 'RFC 3261, RFC 5122',
    html: '<p>sip:100@pbx.harbordental.com xmpp:bob@harbordental.com</p>',
    emails: [],
  },
  {
    what: 'a domain in title case is one domain',
    report: 'SimplySecurity/SimplyEmail#54',
    html: '<p>Info@Clinic.Co.Uk</p><p>admin@corp.co.local</p>',
    emails: ['info@clinic.co.uk'],
  },
  {
    what: 'JSON writes "<" as an escape',
    report: 'acceptance set',
    html: '<div data-react-props="{&quot;html&quot;:&quot;\\u003cp\\u003einfo@harbordental.com\\u003c/p\\u003e&quot;}"></div>',
    emails: [info],
  },
  {
    what: 'JSON writes a line feed as an escape',
    report: 'speakeasy-api/gram#3175',
    html: `<div data-x='{"a":"Mail:\\ninfo@harbordental.com\\tdesk\\u0040harbordental.com"}'></div>`,
    emails: [info, 'desk@harbordental.com'],
  },
  {
    what: 'escapes may be escaped twice, or have lost the backslash',
    report: 'speakeasy-api/gram#3175',
    html: `<div data-x='{"a":"\\\\u003cp\\\\u003einfo@harbordental.com"}'></div><p>u003cbu003edesk@harbordental.com</p>`,
    emails: [info, 'desk@harbordental.com'],
  },
];

/** Templates, forms and instructions in other languages. */
export const templates: readonly ReportedCase[] = [
  {
    what: 'German forms',
    report: 'acceptance set',
    html: '<p>max@mustermann.de name@firma.de info@ihre-domain.de email@example.co.uk ihre@email.de</p>',
    emails: [],
  },
  {
    what: 'forms in other languages',
    report: 'speakeasy-api/gram#3175',
    html: `<p>jean@votre-domaine.fr prenom.nom@entreprise.fr tu@tudominio.es nombre@empresa.com nome.cognome@azienda.it
      seu@email.com.br info@uwdomein.nl jan@voorbeeld.be info@twojadomena.pl info@vasedomena.cz namn@foretag.se
      etunimi.sukunimi@yritys.fi fornavn.etternavn@bedrift.no info@vash-domen.ru info@beispiel.ch</p>`,
    emails: [],
  },
  {
    what: 'the form of the addresses of a firm is no address',
    report: 'speakeasy-api/gram#3175',
    html: '<p>vorname.nachname@harbordental.com firstname.lastname (at) harbordental.com {first,last}@harbordental.com</p>',
    emails: [],
  },
  {
    what: 'firms whose names contain such words are firms',
    report: 'speakeasy-api/gram#3175',
    html: '<p>max@mustermann-bau.de info@firma-mueller.de info@beispielhaft.de anna@firmament.de</p>',
    emails: ['max@mustermann-bau.de', 'info@firma-mueller.de', 'info@beispielhaft.de', 'anna@firmament.de'],
  },
  {
    what: 'on its own website such a domain is that of the firm',
    report: 'speakeasy-api/gram#3175',
    html: '<p>max@mustermann.de</p>',
    emails: ['max@mustermann.de'],
    site: 'https://www.mustermann.de/',
  },
];
