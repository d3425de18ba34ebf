import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';

const listed = createRequire(import.meta.url)('free-email-domains') as readonly string[];

test('the packed list of free providers is the one of the installed package', () => {
  const packed = readFileSync(new URL('../../seed/free-domains.br', import.meta.url));

  expect(brotliDecompressSync(packed).toString().trimEnd().split('\n')).toEqual(listed);
});
