import { isBare } from './replies/bare-words.ts';
import { meaningOf } from './replies/enhanced-codes.ts';
import {
  busyRows,
  noMailRows,
  otherLimitRows,
  ownAccountRows,
  policyRows,
  splitRows,
  temporaryRows,
} from './replies/host-phrases.ts';
import {
  bareRejectionRows,
  disabledRows,
  fullRows,
  likelyUnknownRows,
  plainUnknownRows,
} from './replies/mailbox-phrases.ts';
import { anyPhrase, foldText } from './replies/phrase.ts';
import { enhancedCode, type Reply } from './reply.ts';

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
 * Classifies a reply. A refusal before RCPT says nothing about the mailbox. Words about the client and X.7.x codes are
 * checked before words about an unknown user, so that a blocked client never makes a mailbox `invalid`.
 */
export function classifyReply(reply: Reply, phase: Phase): ReplyClass {
  if (reply.code < 300) return 'ok';
  const words = wordsOf(reply);
  if (reply.code < 500) return classifyDeferral(reply, words, phase);
  if (phase === 'rcpt') return classifyRefusal(reply, words);
  const noMailHere = phase === 'greeting' && (reply.code === 521 || reply.code === 556);
  return noMailHere && !isAboutClient(words, enhancedCode(reply)) ? 'nomail' : 'policy';
}

/** Returns whether a refusal gives no reason, so that the reply to another recipient can show what it means. */
export function givesNoReason(reply: Reply): boolean {
  const enhanced = enhancedCode(reply);
  const isCodeOpen = enhanced === '' || /^5\.(?:0\.0|1\.\d{1,2}|2\.0)$/.test(enhanced);
  // Other bytes are a reason in an unknown language or encoding.
  return isCodeOpen && /^[\x20-\x7E]*$/.test(reply.text) && isBare(wordsOf(reply));
}

const full = anyPhrase(fullRows);
const otherLimit = anyPhrase(otherLimitRows);
const busy = anyPhrase(busyRows);
const disabled = anyPhrase(disabledRows);
const ownAccount = anyPhrase(ownAccountRows);
const temporary = anyPhrase(temporaryRows);
const split = anyPhrase(splitRows);
const noMail = anyPhrase(noMailRows);
const policy = anyPhrase(policyRows);
const plainUnknown = anyPhrase(plainUnknownRows);
const likelyUnknown = anyPhrase(likelyUnknownRows);
const bareRejection = anyPhrase(bareRejectionRows);

/** Longer replies are cut off. */
const MAX_CHARACTERS = 2000;

/** Returns the folded text without addresses, links and codes, so that words in them do not count. */
const wordsOf = ({ text }: Reply): string =>
  foldText(
    text
      .slice(0, MAX_CHARACTERS)
      .replace(/https?:\/\/\S+|\bwww\.\S+/gi, (link) => (/nosuchuser/i.test(link) ? 'nosuchuser' : ' '))
      .replace(/<[^<>\s]*>|[^\s<>()"':;,]+@[^\s<>()"':;,]+/g, ' ')
      // AT&T names the client so.
      .replace(/\brelay=\S*/gi, ' ')
      .replace(/(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)/g, ' '),
  );

function classifyDeferral(reply: Reply, words: string, phase: Phase): ReplyClass {
  if (phase !== 'rcpt' || reply.code === 421) return 'temp';
  const enhanced = enhancedCode(reply);
  if (enhanced === '4.4.4' || enhanced === '4.5.3' || split.test(words)) return 'split';
  return isFull(words, enhanced) && !policy.test(words) ? 'full' : 'temp';
}

/** A quota beside a policy code is that of the sender, unless the words name the mailbox. */
const isFull = (words: string, enhanced: string): boolean =>
  !enhanced.endsWith('.3.1') &&
  (meaningOf(enhanced) === 'full' ||
    (full.test(words) &&
      !otherLimit.test(words) &&
      (!/^[45]\.7\./.test(enhanced) || /mail ?box|inbox|recipient|user/.test(words))));

const isAboutClient = (words: string, enhanced: string): boolean =>
  /^[45]\.7\.|^5\.1\.[78]$/.test(enhanced) || policy.test(words);

/** The reply of Exchange Online to an unknown recipient (directory-based edge blocking). */
const edgeBlocking = /recipient address(?:es)? rejected ?: access denied/;

function classifyRefusal(reply: Reply, words: string): ReplyClass {
  const enhanced = enhancedCode(reply);
  const meaning = meaningOf(enhanced);
  if (meaning === 'split' || split.test(words)) return 'split';
  if (enhanced === '5.4.1' && edgeBlocking.test(words)) return 'nouser';
  if (meaning === 'busy' || busy.test(words)) return 'temp';
  if (isFull(words, enhanced)) return 'full';
  if (disabled.test(words)) return ownAccount.test(words) ? 'policy' : 'disabled';
  const saysPolicy = policy.test(words);
  if (!saysPolicy && plainUnknown.test(words)) return 'nouser';
  if (isAboutClient(words, enhanced)) return temporary.test(words) ? 'temp' : 'policy';
  if (noMail.test(words)) return 'nomail';
  if (temporary.test(words)) return 'temp';
  if (likelyUnknown.test(words)) return 'nouser';
  if (bareRejection.test(words) && isBare(words)) return 'nouser';
  return classifyByCode(reply.code, meaning, words);
}

function classifyByCode(code: number, meaning: ReturnType<typeof meaningOf>, words: string): ReplyClass {
  if (meaning === 'nouser' || meaning === 'disabled' || meaning === 'policy') return meaning;
  if ([523, 530, 534, 535, 538, 541, 571].includes(code)) return 'policy';
  if (!isBare(words)) return 'maybe';
  if (code === 521 || code === 556) return 'nomail';
  if (code === 551) return 'nouser';
  return code === 552 ? 'full' : 'maybe';
}
