/** A backup that is damaged, or that is none. The message says how. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** A file or folder of an archive. The content must be read to its end before the next entry is. */
export interface TarEntry {
  /** The path inside the archive, with slashes. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly content: AsyncIterable<Buffer>;
}

type Bytes = AsyncIterable<Buffer>;

const BLOCK = 512;
const NAME_BYTES = 100;
const CHECKSUM_AT = 148;

/** Returns the header of an entry (POSIX.1-1988, ustar). All files get the mode 0600 and the time 0. */
export function tarHeader(path: string, size: number | 'folder'): Buffer {
  const header = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(path) > NAME_BYTES) throw new Error(`The path ${path} is too long for a backup.`);
  const isFolder = size === 'folder';
  const number = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(path, 0);
  header.write(isFolder ? '0000700\0' : '0000600\0', 100);
  header.write(number(0, 7) + number(0, 7) + number(isFolder ? 0 : size, 11) + number(0, 11), 108);
  header.write(isFolder ? '5' : '0', 156);
  header.write('ustar\x0000', 257);
  header.write(`${number(checksumOf(header), 6)} `, CHECKSUM_AT);
  return header;
}

/** Returns the zeros after a content of this size, up to the next whole block. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

/** The end of an archive. */
export const tarEnd = Buffer.alloc(2 * BLOCK);

/**
 * Reads the files and folders of an archive in the form that `tarHeader` writes. Throws BackupError for anything else, such
 * as links, paths that lead out of the folder, a wrong checksum, or bytes after the end.
 */
export async function* readTar(source: Bytes): AsyncGenerator<TarEntry> {
  const bytes = createReader(source);
  const seen = new Set<string>();
  for (;;) {
    const header = await bytes.take(BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const { path, isFolder, size } = parseHeader(header);
    if (seen.has(path)) throw new BackupError(`it has ${path} twice`);
    seen.add(path);
    yield { path, isFolder, content: bytes.pieces(size) };
    await bytes.take(tarPadding(size).length);
  }
  await bytes.requireZeros();
}

const field = (header: Buffer, from: number, length: number): string => {
  const text = header.toString('utf8', from, from + length);
  return text.split('\0')[0] ?? '';
};

function parseHeader(header: Buffer): { path: string; isFolder: boolean; size: number } {
  const type = String.fromCharCode(header[156] ?? 0);
  const given = Number.parseInt(field(header, CHECKSUM_AT, 8), 8);
  if (given !== checksumOf(header))
    throw new BackupError('it is no tar archive, or a header in it is damaged');
  if (type !== '0' && type !== '5')
    throw new BackupError('it has entries that are neither files nor folders');
  const name = field(header, 0, NAME_BYTES);
  // PGlite's own archives, which the first release wrote, begin each path with a slash.
  const path = name.replace(/^\/|\/$/g, '');
  if (!/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(path) || field(header, 345, 155) !== '')
    throw new BackupError(`it has the path ${JSON.stringify(name)}, which no backup has`);
  const size = /^[0-7]{11}/.exec(field(header, 124, 12))?.[0] ?? 'NaN';
  const isFolder = type === '5';
  return { path, isFolder, size: isFolder ? 0 : Number.parseInt(size, 8) };
}

/** The sum of the bytes of a header, in which the checksum itself counts as spaces. */
const checksumOf = (header: Buffer): number =>
  header.reduce((sum, byte, at) => sum + (at >= CHECKSUM_AT && at < CHECKSUM_AT + 8 ? 0x20 : byte), 0);

function createReader(source: Bytes) {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  /** Returns the next bytes, at most so many. Undefined at the end. */
  const next = async (most: number): Promise<Buffer | undefined> => {
    while (rest.length === 0) {
      const result = await chunks.next();
      if (result.done === true) return undefined;
      rest = result.value;
    }
    const piece = rest.subarray(0, most);
    rest = rest.subarray(most);
    return piece;
  };
  async function* pieces(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0;) {
      const piece = await next(left);
      if (piece === undefined) throw new BackupError('it ends too early');
      left -= piece.length;
      yield piece;
    }
  }
  return {
    pieces,
    take: async (size: number): Promise<Buffer> => Buffer.concat(await Array.fromAsync(pieces(size))),
    requireZeros: async (): Promise<void> => {
      for (let piece = await next(BLOCK); piece !== undefined; piece = await next(BLOCK))
        if (piece.some((byte) => byte !== 0)) throw new BackupError('it has bytes after its end');
    },
  };
}
