// Writes free-domains.br, the domains of providers with free mailboxes, one per line.
// Source: the npm package free-email-domains (licence in free-domains.license.md). That package fetches its list from
// the internet when it is installed, so the server would not install offline with it.
// Run it again when the package changes: npm exec -- node packages/reference-server/seed/make-free-domains.mjs
import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import domains from 'free-email-domains';

const text = Buffer.from(domains.map((domain) => `${domain}\n`).join(''));
const params = {
  [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
  [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
};
writeFileSync(new URL('free-domains.br', import.meta.url), brotliCompressSync(text, { params }));
process.stdout.write(`${domains.length} domains, ${text.length} bytes\n`);
