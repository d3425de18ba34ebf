import { withoutBrackets } from './bracketed.ts';
import { withoutJoinedSigns } from './joined.ts';
import { joinHalfBlanks, joinSpoken } from './spoken.ts';

const spokenTrace = /\s(?:dot|punto|punkt|point|ponto|tečka|точка|\.)\s/i;
const halfBlankTrace = /@\s|\s@/;
/** Full-width and other brackets of East Asian texts, and full-width forms of ASCII. */
const wide = /[！-～﹫﹙﹚﹝﹞【】〔〕「」『』〈〉《》｟｠]/;
const anyTrace =
  /[＠﹫[({<«（［｛＜【〔「『〈《]|\s(?:dot|punto|punkt|point|ponto|tečka|точка)\s|[_|*~/-]at[_|*~/-]/i;

/** A fast check that returns false only for text without an address, plain or obfuscated. */
export const mayHoldAddress = (text: string): boolean => text.includes('@') || anyTrace.test(text);

/**
 * Turns `info [at] example (dot) com` and similar forms in many languages into plain addresses.
 * `own` is the registered domain of the site, or `''`.
 */
export function revealObfuscated(text: string, own: string): string {
  let plain = wide.test(text) ? narrow(text) : text;
  plain = withoutJoinedSigns(withoutBrackets(plain), own);
  if (spokenTrace.test(plain)) plain = joinSpoken(plain, own);
  return halfBlankTrace.test(plain) ? joinHalfBlanks(plain, own) : plain;
}

const FULL_WIDTH_OFFSET = 0xfee0;

/** Replaces full-width forms by ASCII, and the brackets of East Asian texts by square brackets. */
const narrow = (text: string): string =>
  text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(/﹫/g, '@')
    .replace(/[﹙﹝【〔「『〈《｟]/g, '[')
    .replace(/[﹚﹞】〕」』〉》｠]/g, ']');

export const backwards = (text: string): string => Array.from(text).reverse().join('');
