import { createCipheriv, randomBytes, type CipherGCM } from 'node:crypto';

/** An answer does not begin with the rows that the caller got from an earlier one. */
export class ChangedRows extends Error {
  override readonly name = 'ChangedRows';
}

interface GivenPart {
  readonly rows: number;
  readonly bytes: number;
  readonly digest: Buffer;
}

/**
 * Counts the rows that the caller has got and, when the results are fetched again, finds out whether the answer begins
 * with the same rows (C110). It keeps a digest of their bytes and not the rows, so its memory does not grow.
 */
export class GivenRows {
  readonly #key = randomBytes(16);
  #digest = startDigest(this.#key);
  #rows = 0;
  #bytes = 0;
  /** The rows of earlier answers, until the current answer has repeated them. */
  #earlier: GivenPart | undefined;
  #repeated = startDigest(this.#key);

  /** The number of rows that the caller has got. */
  get count(): number {
    return this.#earlier?.rows ?? this.#rows;
  }

  /** How many bytes of the current answer still belong to rows that the caller has got. */
  get bytesToSkip(): number {
    return this.#earlier === undefined ? 0 : this.#earlier.bytes - this.#bytes;
  }

  /** Prepares for another answer, which begins with the first row again. */
  startAnswer(): void {
    if (this.count > 0)
      this.#earlier ??= { rows: this.#rows, bytes: this.#bytes, digest: finish(this.#digest) };
    this.#digest = startDigest(this.#key);
    this.#repeated = startDigest(this.#key);
    this.#rows = 0;
    this.#bytes = 0;
  }

  /**
   * Counts the next rows of the current answer and returns whether they are new. `bytes` are those of the array from the
   * end of the last call on. Throws ChangedRows when the answer has other rows than an earlier one.
   */
  add(bytes: Uint8Array, rows: number): boolean {
    this.#digest.setAAD(bytes);
    this.#bytes += bytes.length;
    this.#rows += rows;
    if (this.#earlier === undefined) return true;
    this.#repeated.setAAD(bytes);
    if (this.bytesToSkip > 0) return false;
    const { rows: count, digest } = this.#earlier;
    const isSame = this.bytesToSkip === 0 && this.#rows === count && digest.equals(finish(this.#repeated));
    if (!isSame) throw new ChangedRows();
    this.#earlier = undefined;
    return false;
  }

  /** Throws ChangedRows when the array has ended and the caller has got more rows than it holds. */
  assertRepeated(): void {
    if (this.#earlier !== undefined) throw new ChangedRows();
  }
}

/**
 * The digest is a GMAC, because no other full digest of `node:crypto` costs so little: 180 MB take 6 ms, and 90 ms with
 * SHA-1. Its key is random and its result is never sent anywhere, so the constant nonce does no harm.
 */
function startDigest(key: Uint8Array): CipherGCM {
  return createCipheriv('aes-128-gcm', key, Buffer.alloc(12));
}

function finish(digest: CipherGCM): Buffer {
  digest.final();
  return digest.getAuthTag();
}
