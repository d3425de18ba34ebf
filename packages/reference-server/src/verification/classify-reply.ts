import { enhancedCode, type Reply } from './reply.ts';
import {
  disabledPhrases,
  fullPhrases,
  nomailPhrases,
  noUserPhrases,
  notMailboxFull,
  plainNoUserPhrases,
  policyPhrases,
  splitPhrases,
  temporaryPhrases,
} from './reply-phrases.ts';

export type ReplyClass =
  | 'ok'
  /** The mailbox does not exist. */
  | 'nouser'
  | 'full'
  | 'disabled'
  /** The domain accepts no mail. */
  | 'nomail'
  | 'temp'
  /** The host accepts only one recipient per transaction. */
  | 'split'
  /** The host refused the client. The reply says nothing about the mailbox. */
  | 'policy'
  /** A final refusal that may mean the client or the mailbox. */
  | 'maybe';

export type Phase = 'greeting' | 'hello' | 'mail' | 'rcpt';

/**
 * Classifies a reply. A refusal before RCPT says nothing about the mailbox. Words about the client's address and X.7.x
 * codes are checked before words about an unknown user, so that a blocked client never makes a mailbox `invalid`.
 */
export function classifyReply(reply: Reply, phase: Phase): ReplyClass {
  const words = wordsOf(reply);
  if (reply.code < 300) return 'ok';
  if (reply.code < 500) return classifyDeferral(reply, words, phase);
  if (phase === 'rcpt') return classifyRefusal(reply, words);
  const noMailHere = phase === 'greeting' && (reply.code === 521 || reply.code === 556);
  return noMailHere && !isAboutClient(words, enhancedCode(reply)) ? 'nomail' : 'policy';
}

/** Longer replies are cut off. */
const MAX_CHARACTERS = 2000;

/** Returns the text in lower case without addresses and links, so that words in them do not count. */
function wordsOf({ text }: Reply): string {
  return text
    .slice(0, MAX_CHARACTERS)
    .toLowerCase()
    .replace(/https?:\/\/\S+|\bwww\.\S+/g, (link) => (/nosuchuser/.test(link) ? 'nosuchuser' : ' '))
    .replace(/<[^<>\s]*>|[^\s<>()"':;,]+@[^\s<>()"':;,]+/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)/g, ' ')
    .replace(/\s+/g, ' ');
}

function classifyDeferral({ code, text }: Reply, words: string, phase: Phase): ReplyClass {
  if (phase !== 'rcpt' || code === 421) return 'temp';
  const enhanced = enhancedCode({ code, text });
  if (enhanced === '4.4.4' || enhanced === '4.5.3' || splitPhrases.test(words)) return 'split';
  return isFull(words, enhanced) && !policyPhrases.test(words) ? 'full' : 'temp';
}

const isFull = (words: string, enhanced: string): boolean =>
  !enhanced.endsWith('.3.1') &&
  (/^[45]\.2\.2$/.test(enhanced) || (fullPhrases.test(words) && !notMailboxFull.test(words)));

const isAboutClient = (words: string, enhanced: string): boolean =>
  enhanced.startsWith('5.7.') || /^5\.1\.[78]$/.test(enhanced) || policyPhrases.test(words);

/** The reply of Exchange Online to an unknown recipient (directory-based edge blocking). */
const edgeBlocking = /recipient addresses? rejected ?: access denied/;

function classifyRefusal(reply: Reply, words: string): ReplyClass {
  const enhanced = enhancedCode(reply);
  if (enhanced === '5.5.3' || splitPhrases.test(words)) return 'split';
  if (enhanced === '5.4.1' && edgeBlocking.test(words)) return 'nouser';
  if (isFull(words, enhanced)) return 'full';
  if (disabledPhrases.test(words)) return 'disabled';
  if (enhanced.startsWith('5.7.') && !policyPhrases.test(words) && plainNoUserPhrases.test(words))
    return 'nouser';
  if (isAboutClient(words, enhanced)) return temporaryPhrases.test(words) ? 'temp' : 'policy';
  if (nomailPhrases.test(words)) return 'nomail';
  if (plainNoUserPhrases.test(words) || noUserPhrases.test(words)) return 'nouser';
  return temporaryPhrases.test(words) ? 'temp' : classifyByCode(reply.code, enhanced);
}

function classifyByCode(code: number, enhanced: string): ReplyClass {
  if (/^5\.1\.(?:[01346]|10)$/.test(enhanced)) return 'nouser';
  if (enhanced === '5.2.1') return 'disabled';
  if (code === 521 || code === 556) return 'nomail';
  if (code === 551) return 'nouser';
  if (code === 552 && (enhanced === '' || enhanced === '5.2.0')) return 'full';
  if ([523, 530, 534, 535, 538, 541, 571].includes(code)) return 'policy';
  return 'maybe';
}
