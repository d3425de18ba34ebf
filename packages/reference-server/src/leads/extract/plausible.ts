/** Domains of addresses in templates, forms and libraries. */
const placeholderDomains = new Set(
  'example.com example.org example.net example.edu domain.com domain.tld email.com yourdomain.com yourdomain.org your-domain.com yourcompany.com yourwebsite.com yoursite.com yourbusiness.com mysite.com mydomain.com mywebsite.com company.com website.com site.com test.com doe.com email.tld youremail.com your-email.com emailaddress.com yourname.com address.com placeholder.com sample.com acme.com foo.com bar.com companyname.com businessname.com beispiel.de exemple.fr exemple.com ejemplo.com esempio.it esempio.com voorbeeld.nl sentry.io wixpress.com sentry-next.wixpress.com sentry.wixpress.com godaddy.com latofonts.com schema.org w3.org wordpress.org gravatar.com googletagmanager.com'.split(
    ' ',
  ),
);

const placeholderHosts = /(?:^|\.)(?:sentry\.io|wixpress\.com|sentry\.dev|example\.(?:com|org|net))$/;

const placeholderLocals =
  /^(?:your?[._-]?(?:e?[._-]?mail|name|address|company|domain)?|you|votre[._-]?(?:e?mail|nom)|ihre?[._-]?(?:e?mail|name)|tu[._-]?(?:correo|email|nombre)|nome?[._-]?cognome|max[._-]mustermann|firstname[._-]?lastname|first[._-]last|xxx+|user(?:name)?[._-]?here|insert[._-].*|example|exemple|beispiel|ejemplo|esempio)$/;

const fileName =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|css|js|mjs|cjs|ts|json|xml|html?|php|pdf|docx?|xlsx?|mp[34]|woff2?|ttf|eot|map|scss|less|vue|jsx|tsx)$/;
const pixelDensity = /^[1-9](?:\.\d)?x\./;
const fingerprint = /^(?:[0-9a-f]{16,}|[0-9a-f]{8}-[0-9a-f-]{20,})$/;
const version = /^v?\d+(?:\.\d+)*\./;

/** Returns false for file names, packages, placeholders and identifiers of error trackers in the form of an address. */
export function isPlausible(email: string): boolean {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  const domain = email.slice(at + 1);
  if (fileName.test(domain) || pixelDensity.test(domain) || isVersion(domain)) return false;
  if (placeholderDomains.has(domain) || placeholderHosts.test(domain)) return false;
  return !fingerprint.test(local) && !placeholderLocals.test(local) && local !== 'git';
}

/** Detects packages such as `jquery@3.6.0.min.js` and `lodash@4.17.21`. */
const isVersion = (domain: string): boolean => version.test(domain) && /^v?\d+\.\d+\.\d+/.test(domain);
