import { registeredDomain } from './mail-domain.ts';
import { isSharedMailbox, isProse } from './name-words.ts';

const anySign = /[_|*~/-]at[_|*~/-]/i;

/** `info_at_example_dot_com`: a name, the sign on both sides of "at", and what follows. */
const joined = /([a-z0-9][\w.+-]{0,63}?)([_|*~/-])at\2([a-z0-9][a-z0-9._|*~/-]{0,252})/gi;

/** Signs that stand in no host name, no path and no name of a file. */
const unambiguous = new Set('|*~');

/**
 * Turns `info-at-example-dot-com` into an address. Host names such as `dine-at-joes.com` are kept: without a written-out
 * dot, only a mailbox such as `info` in front of the site's own domain is taken.
 */
export function withoutJoinedSigns(text: string, own: string): string {
  if (!anySign.test(text)) return text;
  return text.replace(joined, (match: string, name: string, sign: string, rest: string, offset: number) => {
    if (/[\w@/#.\\]/.test(text.charAt(offset - 1)) || isProse(name) || /[._+-]$/.test(name)) return match;
    const dot = `${sign}dot${sign}`;
    const domain = replaceAllOf(rest, dot);
    const isAddress =
      domain !== rest ||
      unambiguous.has(sign) ||
      (own !== '' && isSharedMailbox(name) && registeredDomain(domain.replace(/[^a-z0-9]+$/i, '')) === own);
    return isAddress ? `${replaceAllOf(name, dot)}@${domain}` : match;
  });
}

const replaceAllOf = (text: string, dot: string): string =>
  text.split(new RegExp(dot.replace(/[|*/]/g, '\\$&'), 'i')).join('.');
