/** Words that people are meant to remove. The last letters are optional: REMOVE, REMOVETHIS, REMOVE-ME. */
const HINT = '(?:NO[-_]?SPAM|ANTI[-_]?SPAM|SPAM[-_]?FREI|(?:REMOVE|DELETE)(?:[-_]?(?:THIS|ME|IT))?)';

const loudHint = new RegExp(`([-._]?)(?<![A-Z])${HINT}(?![A-Z])([-._]?)`, 'g');
const quietEnd = new RegExp(`[-._+]${HINT}$`, 'i');
const quietDomain = new RegExp(`^${HINT}[-.]?(?=[a-z0-9])`, 'i');
const mayHint = /spam|remove|delete/i;

/**
 * Removes a hint in capitals from a part of an address in small letters: `infoREMOVETHIS`, `NOSPAM.example.com`. Returns
 * the part unchanged without such a hint, and when the hint is all there is: `nospam@`, `nospammail.net`.
 */
export function withoutLoudHint(part: string): string {
  if (!mayHint.test(part) || !/[a-z]/.test(part)) return part;
  const rest = part.replace(loudHint, (hint: string, before: string, next: string, offset: number) =>
    offset === 0 || offset + hint.length === part.length ? '' : next || before,
  );
  return rest === '' ? part : rest;
}

/**
 * Removes a hint in small letters, but only when the rest is an address of the site itself, because `nospammail.net` and
 * `jane.nospam@` are real: `info@nospam.example.com` and `info-nospam@example.com` on a page of example.com.
 */
export function withoutQuietHint(email: string, isOwn: (email: string) => boolean): string {
  if (!mayHint.test(email)) return email;
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at).replace(quietEnd, '');
  const domain = email.slice(at + 1);
  const shorter = domain.replace(quietDomain, '');
  const candidates = [`${local}@${shorter}`, `${local}@${domain}`, email];
  return candidates.find((candidate) => candidate === email || isOwn(candidate)) ?? email;
}
