import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Pictures with at most this share of different dots count as equal, because times and ids are in them. */
const EQUAL_SHARE = 0.002;

const read = (folder: string, file: string): PNG => PNG.sync.read(readFileSync(join(folder, file)));

/** Returns the share of the dots that differ, or 1 when the sizes differ. */
function difference(before: PNG, after: PNG): number {
  const { width, height } = before;
  if (width !== after.width || height !== after.height) return 1;
  return pixelmatch(before.data, after.data, undefined, width, height, { threshold: 0.1 }) / (width * height);
}

const [before = '', after = ''] = process.argv.slice(2);
if (!existsSync(after)) {
  process.stdout.write('Screenshots: none were made.\n');
} else if (!existsSync(before)) {
  process.stdout.write(
    `Screenshots: ${readdirSync(after).length} in ${after}, none before to compare them with.\n`,
  );
} else {
  const files = readdirSync(after);
  const changed = files.flatMap((file) => {
    if (!existsSync(join(before, file))) return [`${file} is new`];
    if (readFileSync(join(before, file)).equals(readFileSync(join(after, file)))) return [];
    const share = difference(read(before, file), read(after, file));
    return share > EQUAL_SHARE ? [`${file} differs in ${(share * 100).toFixed(1)} % of its dots`] : [];
  });
  process.stdout.write(`Screenshots: ${changed.length} of ${files.length} differ from those before.\n`);
  for (const line of changed) process.stdout.write(`  ${line}\n`);
}
