// Writes pglite.tar.br: an empty database of the installed PGlite, which a first start unpacks instead of making it.
// Run it again whenever PGlite changes: node packages/reference-server/seed/make-seed.mjs
import { writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';

const pglite = await PGlite.create();
await pglite.exec('checkpoint');
const tar = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer());
await pglite.close();

// Three template databases repeat one another at a distance that only a wide window sees.
const params = {
  [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
  [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  [constants.BROTLI_PARAM_SIZE_HINT]: tar.length,
};
await writeFile(new URL('pglite.tar.br', import.meta.url), brotliCompressSync(tar, { params }));
