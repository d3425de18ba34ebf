/**
 * Words of a refusal that give no reason, from the texts of RFC 5321 and of mail server programs. A refusal of these words
 * alone may mean the recipient or the client.
 */
const bareWords = new Set(
  `a aborted accept accepted access action address addresses an and at be been but can cannot command could
  deliver deliverable delivered delivery do does email error errors fail failed failing failure fatal fatally for
  has have here i is it mail mailbox mailboxes message messages name no not of on one or permanent permanently please process processed
  rcpt recipient recipients refuse refused reject rejected rejecting rejection reply request requested
  said sorry taken that the this to transaction unable undelivered user users was were
  rcptto smtp permfail`.split(/\s+/),
);

/** Returns whether the folded words of a refusal give no reason. */
export const isBare = (words: string): boolean =>
  (words.match(/[\p{L}\p{N}']+/gu) ?? []).every((word) => bareWords.has(word) || /^#?\d{1,4}$/.test(word));
