/**
 * A phrase of refusals and the mail servers or documents that use it. The phrase is written in lower case:
 * - `(a|b)` and `?` are alternatives and optional parts
 * - ` .. ` stands for at most 40 characters of the same sentence
 * - `{mailbox}` and the other names in braces stand for the words in `names`
 * - `*` at an end means that a longer word counts too
 */
export type PhraseRow = readonly [phrase: string, source: string];

const names: Readonly<Record<string, string>> = {
  mailbox:
    "(?:email )?(?:account|mailbox|mail box|inbox|user|recipient|address|addressee|customer|subscriber)(?:'?s)?(?: (?:account|mailbox|address|name))?",
  storage: '(?:mail ?box|inbox|user|account|recipient|maildir|mailfolder|folder|disk|disc|storage)',
  limit: '(?:quota|space|size|storage|limit|allocation)',
  exceeded:
    '(?:over|exceed(?:s|ed|ing)?|reached|above|beyond|exhausted|insufficient|not enough|out of|overdrawn)',
  not: "(?:(?: (?:is|was|has|does|do|did|could|can|be|been))* ?(?:not|n't)(?: (?:be|been))?)",
  closed:
    '(?:disabled|suspended|deactivated|de activated|terminated|discontinued|inactive|not active|closed|blocked|locked|frozen|expired|cancell?ed|banned|archived|on hold|turned off|switched off|not activated|inactivated|withdrawn)',
};

/** Compiles phrases to one pattern for text that `foldText` returned. */
export const anyPhrase = (rows: readonly PhraseRow[]): RegExp =>
  new RegExp(rows.map(([phrase]) => patternOf(phrase)).join('|'));

function patternOf(phrase: string): string {
  const body = foldText(phrase.replace(/^\*|\*$/g, ''))
    .replace(/ \.\. /g, '[^;\u3002\uff1b.]{0,40}')
    .replace(/\{([a-z]+)\}/g, (_, name: string) => names[name] ?? '');
  const start = phrase.startsWith('*') ? '' : '(?<![a-z0-9])';
  return `${start}(?:${body})${phrase.endsWith('*') ? '' : '(?![a-z0-9])'}`;
}

/** Letters that Unicode does not decompose. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
};

/** Returns the text in lower case without accents, with plain apostrophes, and with spaces for hyphens and underscores. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[ßøłđıæœ]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/[\u2018\u2019\u00b4`]/g, "'")
    .replace(/e-mail/g, 'email')
    .replace(/_|(?<=[a-z])-(?=[a-z])/g, ' ')
    .replace(/\s+/g, ' ');
