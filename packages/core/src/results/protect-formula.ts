const FORMULA = /^[=@\t\r]|^[+-](?![\d\s().-]+$)/;

/**
 * Puts an apostrophe before a text that a spreadsheet would run as a formula, because the rows come from websites. Phone
 * numbers and negative numbers stay as they are (C115).
 */
export function protectFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
