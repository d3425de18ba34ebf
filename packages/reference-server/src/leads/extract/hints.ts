import { isAddressPiece } from './split-attributes.ts';
import { isHiddenByClass, parseDeclarations } from './hidden.ts';
import type { PageStyles } from './stylesheet.ts';

/**
 * HTML entities of '@' and of brackets around "at". Entities of letters are not listed, because an address with them
 * still contains '@' or a bracket.
 */
const ENTITIES =
  '&(?:#0*(?:64|40|60|91|123|171|65131|65288|65312|65339|65371|12304)(?!\\d)|#x0*(?:40|28|3c|5b|7b|ab|fe6b|ff08|ff20|ff3b|ff5b|3010)(?![0-9a-f])|commat|lpar|lt|laquo|lbrack|lsqb|lcub|lbrace)';
const BRACKETED = '[[({«（［｛【〔「『〈《]{1,2}[^\\])}»）］｝】〕」』〉》]{1,22}[\\])}»）］｝】〕」』〉》]';
const WRITTEN_OUT = '(?<![a-z])(?:dot|punto|punkt|point|ponto)(?![a-z])|(?<=te)čka|(?<=то)чка';
const JOINED = '[_|*~/-]at[_|*~/-]';

const textHint = new RegExp(
  `[@＠﹫]|${ENTITIES}|${BRACKETED}|${WRITTEN_OUT}|${JOINED}|/email-protection`,
  'i',
);

/** Returns true when page source may contain an address, plain or obfuscated, and false when it certainly does not. */
export const hintsAtAddress = (source: string): boolean => textHint.test(source);

const scriptHint =
  /@(?!(?:context|type|id|graph)"|(?:media|keyframes|font-face|supports)[\s({])|x40|u\{?0040|#0*64|commat|fromCharCode|atob|unescape|decodeURIComponent|UnCryptMailto|DeCryptX|email-protection|cfemail|var ml=|\.sort\(\)\.join|[＠﹫]|[[({<«]\s*(?:at|ät|aet|arroba|chiocciola|arobase?|klammeraffe)\s*[\])}>»]|[_|*~/-]at[_|*~/-]|\s(?:dot|punto|punkt|point|ponto)\s/i;

/** Returns true when `scriptAddresses` may find an address in a script, and false when it certainly does not. */
export const scriptHintsAtAddress = (code: string): boolean => scriptHint.test(code);

/** Whether an attribute can hold an address, can change the rendering of text, or neither. */
export type Relevance = 'address' | 'rendering' | 'none';

const irrelevant = new Set(
  'src srcset sizes rel target width height d role lang media property name itemprop charset http-equiv'.split(
    ' ',
  ),
);
const links = new Set(['href', 'action', 'formaction', 'xlink:href']);
const linkHint = /[@＠﹫&]|%40|m\s*a\s*i\s*l|javascript|[?&]to=|[_|*~/-]at[_|*~/-]|[[({«]/i;
const codeName = /^on|contact|addr|recipient|kontakt|correo|mail/i;
const writtenOutPicture = /^\s*[[(]?(?:at|dot|\.)/i;
const codedValue = /^={0,2}[\w+/-]{8,}={0,2}$|^\d{2,3}(?:[:,;.\s-]\d{2,3}){5}/;

/** Creates a function that classifies attributes on a page with these styles. */
export function createAttributeClassifier({ names }: PageStyles): (name: string, value: string) => Relevance {
  const isNamed = (sign: string, value: string): boolean =>
    names.size > 0 && value.split(/\s+/).some((name) => names.has(sign + name));
  const renders = (name: string, value: string): boolean => {
    if (name === 'class') return isHiddenByClass(value) || isNamed('.', value);
    if (name === 'id') return isNamed('#', value);
    if (name === 'type') return value.toLowerCase() === 'hidden';
    const { hidden, faded, reversed } = parseDeclarations(value);
    return hidden || faded || reversed || value.includes('&');
  };
  return (name, value) => {
    if (name === 'class' || name === 'id' || name === 'type' || name === 'style')
      return renders(name, value) ? 'rendering' : 'none';
    if (name === 'hidden') return 'rendering';
    if (irrelevant.has(name)) return 'none';
    return holdsAddress(name, value) ? 'address' : 'none';
  };
}

function holdsAddress(name: string, value: string): boolean {
  if (links.has(name)) return linkHint.test(value);
  if (name === 'alt' && writtenOutPicture.test(value)) return true;
  if (codeName.test(name) || textHint.test(value) || value.includes('%40')) return true;
  if (isAddressPiece(name)) return true;
  return name.startsWith('data-') && (codedValue.test(value) || linkHint.test(value));
}
