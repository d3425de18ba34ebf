import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { ABOUT, BACKUP_FORMAT, CHECKSUMS, type About } from './contents.ts';
import { tarEnd, tarHeader, tarPadding } from './tar.ts';

interface Contents extends Pick<About, 'migrations'> {
  /** The version of the program that writes it. */
  readonly version: string;
}

/**
 * Archives the files of a database that nothing writes to: a gzipped tar that begins with `scrapekit-backup.json` and ends
 * with a checksum of each file, in the form that `sha256sum --check` reads. An error destroys the stream.
 */
export function writeArchive(folder: string, { version, migrations }: Contents): Readable {
  const about: About = { format: BACKUP_FORMAT, server: version, migrations };
  const gzip = createGzip();
  // The error reaches the reader of the stream, which pipeline destroys.
  pipeline(Readable.from(entriesOf(folder, about)), gzip, () => undefined);
  return gzip;
}

async function* entriesOf(folder: string, about: About): AsyncGenerator<Buffer> {
  const lines: string[] = [];
  yield* textEntry(ABOUT, `${JSON.stringify(about, null, 2)}\n`);
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.map((entry) => ({
    entry,
    path: join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .split(sep)
      .join('/'),
  }));
  for (const { entry, path } of paths.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    if (path === 'postmaster.pid') continue;
    if (entry.isDirectory()) {
      yield tarHeader(path, 'folder');
      continue;
    }
    const { size } = await stat(join(folder, path));
    const hash = createHash('sha256');
    yield tarHeader(path, size);
    for await (const chunk of createReadStream(join(folder, path)) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield chunk;
    }
    yield tarPadding(size);
    lines.push(`${hash.digest('hex')}  ${path}\n`);
  }
  yield* textEntry(CHECKSUMS, lines.join(''));
  yield tarEnd;
}

function* textEntry(name: string, text: string): Generator<Buffer> {
  const content = Buffer.from(text);
  yield tarHeader(name, content.length);
  yield content;
  yield tarPadding(content.length);
}
