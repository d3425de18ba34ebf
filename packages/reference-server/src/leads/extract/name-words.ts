/** Names of shared mailboxes, which stand in front of an "@" that has blanks around it. */
const mailboxes = new Set(
  'info infos office sales admin enquiries inquiries enquiry booking bookings reservations reservation reception kontakt contacto contato contatti contacts bureau praxis kanzlei secretary secretariat accounts billing orders marketing hr jobs careers press media webmaster mailbox frontdesk appointments anfrage buchung ventas informes rezeption sekretariat biuro kancelaria posta recepcion accueil'.split(
    ' ',
  ),
);

/** Names of shared mailboxes that are also verbs or greetings at the start of a sentence: "Contact @harbor on Instagram". */
const verbs = new Set('contact email mail hello hi help support service post team'.split(' '));

/** Words in front of "at" or "(a)" that are never a mailbox: "find us at", "section (a)". */
const prose = new Set(
  'us me you him her it them we i they he she here there uns nous is are am was were be been not or and of in on up out off by to the a an any all as but now then more less only also find found visit meet see look call read order shop book buy join work working live stay dine eat play learn located available open start follow arrive stop save browse hosted based held website online site web page blog store home address www internet homepage details information sign register click go come back starting section sections subsection article art part paragraph para clause item rule act step option figure fig table appendix schedule annex chapter note question answer point line row column group class type plan abs'.split(
    ' ',
  ),
);

/** Words that name an address in front of it: "E-Mail: info @ example.com". */
const labels = /(?:^|[\s(])(?:e-?mail|mail|mailto|courriel|correo|contact|kontakt|posta|to|address)\s*$/i;

const firstAndLast = /^(?!www\.)[a-z]+\.[a-z]+$/i;

export const isProse = (word: string): boolean => prose.has(word.toLowerCase());

export const isSharedMailbox = (word: string): boolean => mailboxes.has(word.toLowerCase());

/** Returns whether a word is certainly a mailbox and no other word of a sentence. */
export const isMailbox = (word: string): boolean => isSharedMailbox(word) || firstAndLast.test(word);

/** Also accepts words that are a mailbox or a verb, in lower case only. */
export const mayBeMailbox = (word: string): boolean => isMailbox(word) || verbs.has(word);

/** Returns whether a name can follow this text: at the start of a line, behind a sign, or behind a word such as "E-Mail". */
export const endsBeforeName = (before: string): boolean =>
  /(?:^|[:|•·,;()<>[\]–—/])\s*$/.test(before) || labels.test(before);

/** Words of a text about a social network, where "@" begins a name of a user. */
export const speaksOfHandles = (text: string): boolean =>
  /\b(?:instagram|insta|twitter|tiktok|facebook|threads|youtube|snapchat|linkedin|pinterest|telegram|bluesky|mastodon|twitch|follow|tag us|handle)\b/i.test(
    text,
  );
