// Writes pglite.tar.br, an empty database of the installed PGlite. A first start unpacks it, which is faster than creating one.
// Run it again when PGlite changes: npm exec -- node packages/storage/seed/make-seed.mjs (docs/changing-a-migration.md)
import { writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';

const pglite = await PGlite.create();
await pglite.exec('checkpoint');
const tar = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer());
await pglite.close();

// The archive has three nearly equal databases far apart, which only a large compression window recognises as equal.
const params = {
  [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
  [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  [constants.BROTLI_PARAM_SIZE_HINT]: tar.length,
};
await writeFile(new URL('pglite.tar.br', import.meta.url), brotliCompressSync(tar, { params }));
