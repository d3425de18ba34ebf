import { registeredDomain } from './mail-domain.ts';
import {
  exampleNames,
  instruction,
  placeholderLocals,
  possessives,
  templateDomains,
} from './placeholders.ts';

const fileName =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|css|js|mjs|cjs|ts|json|xml|html?|php|pdf|docx?|xlsx?|mp[34]|mov|zip|woff2?|ttf|eot|map|scss|less|vue|jsx|tsx)$/;
const pixelDensity = /^[1-9](?:\.\d)?x\./;
const fingerprint = /^(?:[0-9a-f]{16,}|[0-9a-f]{8}-[0-9a-f-]{20,})$/;
const version = /^v?\d+(?:\.\d+)*\./;

/** Hosts of error trackers and names reserved for documentation (RFC 2606), also on their own website. */
const neverHosts = /(?:^|\.)(?:sentry\.io|wixpress\.com|sentry\.dev|example\.(?:com|org|net|edu))$/;

/**
 * Returns false for file names, packages, placeholders and identifiers of error trackers in the form of an address. `own` is
 * the registered domain of the site, where a domain such as `firma.de` is no placeholder.
 */
export function isPlausible(email: string, own: string): boolean {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  const domain = email.slice(at + 1);
  if (fileName.test(domain) || pixelDensity.test(domain) || isVersion(domain)) return false;
  if (neverHosts.test(domain) || isTemplateDomain(domain, own)) return false;
  if (placeholderLocals.has(local) || instruction.test(local)) return false;
  return !fingerprint.test(local) && local !== 'git';
}

/** Detects packages such as `jquery@3.6.0.min.js` and `lodash@4.17.21`. */
const isVersion = (domain: string): boolean => version.test(domain) && /^v?\d+\.\d+\.\d+/.test(domain);

function isTemplateDomain(domain: string, own: string): boolean {
  const registered = registeredDomain(domain);
  if (registered === own) return false;
  const name = registered.slice(0, registered.indexOf('.'));
  return templateDomains.has(registered) || exampleNames.has(name) || yourDomains().has(name);
}

let known: ReadonlySet<string> | undefined;

/** Names such as `ihre-domain` and `votresite`. They are put together at the first use. */
function yourDomains(): ReadonlySet<string> {
  known ??= new Set(
    possessives.flatMap(([owners, nouns]) =>
      owners.flatMap((owner) => nouns.flatMap((noun) => [`${owner}${noun}`, `${owner}-${noun}`])),
    ),
  );
  return known;
}
