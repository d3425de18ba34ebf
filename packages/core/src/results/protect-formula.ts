/** The begin of a formula, also behind spaces and in the wide forms of East Asia, but not a phone number or a negative number. */
const BEGIN = String.raw`(?:[=@\uff1d\uff0b\uff0d\uff20]|[+-](?![\d ().-]+(?:[;\r\n]|$)))`;

const formula = new RegExp(String.raw`^\s*${BEGIN}|^[\t\r\n]`);

/**
 * The same within a text. Where the comma is the decimal sign, a spreadsheet ends cells at semicolons, and then takes the
 * quotation marks around a text for a part of it, so that its lines become rows.
 */
const formulaWithin = new RegExp(String.raw`([;\r\n])(?=[^\S\r\n]*${BEGIN})`, 'g');

/**
 * Puts an apostrophe before what a spreadsheet would run as a formula, because the rows come from websites. Phone numbers and
 * negative numbers stay as they are (C115).
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function protectFormula(text: string): string {
  return (formula.test(text) ? `'${text}` : text).replace(formulaWithin, "$1'");
}
