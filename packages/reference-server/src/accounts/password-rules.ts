export const LEAST_PASSWORD = 10;
/** The longest password that a log-in takes. */
export const MOST_PASSWORD = 1_024;
const LEAST_DIFFERENT = 5;

/**
 * Returns why a person may not choose this password, or undefined. Length matters most, so there are no rules for digits
 * or signs (NIST SP 800-63B).
 */
export function passwordComplaint(password: string, email: string): string | undefined {
  const characters = Array.from(password);
  if (characters.length < LEAST_PASSWORD)
    return `Choose a password of at least ${LEAST_PASSWORD} characters. A few words in a row are easy to remember.`;
  // The log-in counts like `length`, which is two for an emoji.
  if (password.length > MOST_PASSWORD)
    return `Choose a password of at most ${MOST_PASSWORD} characters, of which an emoji counts as two or more.`;
  if (new Set(characters).size < LEAST_DIFFERENT)
    return `Choose a password with at least ${LEAST_DIFFERENT} different characters.`;
  const [name = ''] = email.toLowerCase().split('@');
  const rest = password.toLowerCase().replace(email.toLowerCase(), '').replace(name, '');
  if (rest.length < LEAST_DIFFERENT) return 'Choose a password that is not your e-mail address.';
  return undefined;
}
