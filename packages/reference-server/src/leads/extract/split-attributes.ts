import type { Attributes } from './element-attributes.ts';
import { rot13 } from './encoded-values.ts';
import { isOfDomain, mailDomain } from './mail-domain.ts';
import { isMailbox } from './name-words.ts';
import { backwards } from './obfuscation.ts';
import { decodePercent } from './percent-encoding.ts';
import { scanAddresses, type ScanOptions } from './scan-addresses.ts';

const role = (names: string): RegExp => new RegExp(`^(?:data-)?(?:e?-?mail-?)?(?:${names})$`);
const userPart = role('user(?:-?name)?|usr|local(?:-?part)?|account|mailbox|box|recipient|alias');
const anyNamePart = role('name|before|prefix|left|part-?1|first|one|u|e|n');
const domainPart = role(
  'domain(?:-?name)?|dom|dmn|host(?:-?name)?|server|d|h|site|website|after|suffix|right|part-?2|second|two|provider|last',
);
const suffixPart = role('tld|ext(?:ension)?|suffix|part-?3|third|three|zone|top(?:-?level)?|end|t');
const numberedPart = /^(data-(?:[a-z-]*-)?)[a-h]$|^(data-[a-z-]*?)-?[1-9]$/;

/** Returns whether an attribute may be a piece of an address that is cut over several attributes. */
export const isAddressPiece = (name: string): boolean =>
  domainPart.test(name) || /^data-(?:ep-[ab]|.*(?:2|-b)$)/.test(name);

/**
 * Joins addresses that are cut over the attributes of one element: `data-user="info" data-domain="example" data-tld="com"`.
 * The pieces may also be reversed, in base64 or in ROT13. Elements other than custom ones need names with `data-`.
 */
export function splitAddresses(element: string, attributes: Attributes, options: ScanOptions): string[] {
  const isCustom = element.includes('-');
  const names = Object.keys(attributes).filter((name) => isCustom || name.startsWith('data-'));
  if (names.length < 2) return [];
  const found = pairedAddress(names, attributes, options);
  return found === null ? numberedAddress(names, attributes, options) : [found];
}

function pairedAddress(
  names: readonly string[],
  attributes: Attributes,
  options: ScanOptions,
): string | null {
  const named = (part: RegExp): string | undefined => names.find((name) => part.test(name));
  const valueOf = (name: string | undefined): string => attributes[name ?? '']?.trim() ?? '';
  const user = named(userPart) ?? named(/^data-e?-?mail$/);
  const local = valueOf(user ?? named(anyNamePart)).replace(/@$/, '');
  const domain = valueOf(named(domainPart)).replace(/^@/, '');
  if (local === '' || domain === '') return null;
  const suffix = domain.includes('.') ? '' : valueOf(named(suffixPart)).replace(/^\./, '');
  const email = joinedAddress(suffix === '' ? [local, domain] : [local, domain, suffix], options);
  if (email === null) return null;
  const isMeant = user !== undefined || suffix !== '' || isMailbox(local);
  return isMeant && (isOfDomain(email, options.own) || !socialNetwork.test(email)) ? email : null;
}

/** `data-user="harbor" data-site="instagram.com"` names a profile. */
const socialNetwork =
  /@(?:.*\.)?(?:instagram|facebook|twitter|x|tiktok|youtube|linkedin|pinterest|github|gitlab|vimeo|flickr|twitch|spotify|soundcloud|disqus)\.com$/;

type Decode = (piece: string) => string;

const fromBase64: Decode = (piece) =>
  /^[A-Za-z0-9+/_-]{4,}={0,2}$/.test(piece) ? Buffer.from(piece, 'base64').toString() : '';
const decodings: readonly Decode[] = [decodePercent, backwards, fromBase64, rot13];

/** Joins a local part and a domain, each decoded, in the first way that gives an address, that of the site first. */
function joinedAddress(pieces: readonly string[], options: ScanOptions): string | null {
  const found = decodings.flatMap((decode) => {
    const [local = '', ...labels] = pieces.map(decode);
    const domain = plainName.test(local) ? mailDomain(labels.join('.'), options.allowTestTlds) : null;
    return domain === null ? [] : [`${local.toLowerCase()}@${domain}`];
  });
  return found.find((email) => isOfDomain(email, options.own)) ?? found[0] ?? null;
}

const plainName = /^[A-Za-z0-9][A-Za-z0-9._+'-]{0,63}$/;

/** Joins `data-a="in" data-b="fo@exam" data-c="ple.com"`. Only an address of the site counts, because the names say nothing. */
function numberedAddress(names: readonly string[], attributes: Attributes, options: ScanOptions): string[] {
  const groups = new Map<string, string[]>();
  for (const name of names.toSorted()) {
    const [, letterStem, numberStem] = numberedPart.exec(name) ?? [];
    const stem = letterStem ?? numberStem;
    if (stem === undefined) continue;
    const group = groups.get(stem) ?? [];
    group.push(attributes[name] ?? '');
    groups.set(stem, group);
  }
  for (const pieces of groups.values()) {
    const whole = pieces.length < 2 ? '' : pieces.join('');
    const joined = whole.includes('@') ? null : joinedAddress(pieces, options);
    const found = joined === null ? [...scanAddresses(whole, options)] : [joined];
    if (found.some((email) => isOfDomain(email, options.own))) return found;
  }
  return [];
}

/** Returns the address of `<joomla-hidden-mail first="…" last="…" text="…">` with base64 in each attribute. */
export function joomlaAddress(
  { first = '', last = '', text = '' }: Attributes,
  options: ScanOptions,
): string[] {
  const whole = `${fromBase64(first)}@${fromBase64(last)}`;
  return [...scanAddresses(whole, options), ...scanAddresses(fromBase64(text), options)];
}
