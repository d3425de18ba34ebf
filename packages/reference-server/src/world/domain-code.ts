import { digest } from './random.ts';

/** 32 characters, without `o`, `l`, `1` and `0`, which look alike. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const CODE_CHARACTERS = 7;
const PAYLOAD_BITS = 27;
const CHECK_BITS = 8;

/** The facts that a domain of the simulated internet encodes. */
export interface DomainFacts {
  readonly brand: readonly string[];
  /** GeoNames id, below 2^24. */
  readonly cityId: number;
  /** 0 to 7. It distinguishes businesses of one name in one town. */
  readonly variant: number;
}

/**
 * Returns a domain such as `bluebird-dental-k3x9abc.test`. The last word encodes the town, so that the world stores
 * nothing, and eight check bits, so that other names do not exist.
 */
export function domainOf(seed: string, { brand, cityId, variant }: DomainFacts): string {
  const slug = brand.join('-');
  const payload = cityId * 8 + variant;
  const scrambled = payload ^ mask(seed, slug);
  const code = (BigInt(scrambled >>> 0) << BigInt(CHECK_BITS)) | BigInt(check(seed, slug, payload));
  const letters = Array.from({ length: CODE_CHARACTERS }, (_, place) =>
    ALPHABET.charAt(Number((code >> BigInt(place * 5)) & 31n)),
  );
  return `${slug}-${letters.join('')}.test`;
}

/** Returns null for a domain that does not exist in this world. */
export function parseDomain(seed: string, domain: string): DomainFacts | null {
  const [, slug = '', letters = ''] = /^([a-z0-9-]{1,55})-([a-z2-9]{7})\.test$/.exec(domain) ?? [];
  if (slug === '') return null;
  const places = Array.from(letters, (letter) => ALPHABET.indexOf(letter));
  if (places.includes(-1)) return null;
  const code = places.reduceRight((value, place) => (value << 5n) | BigInt(place), 0n);
  const payload = Number(code >> BigInt(CHECK_BITS)) ^ mask(seed, slug);
  if (payload < 0 || Number(code & 255n) !== check(seed, slug, payload)) return null;
  return { brand: slug.split('-'), cityId: payload >>> 3, variant: payload & 7 };
}

const mask = (seed: string, slug: string): number =>
  digest(seed, 'domain', slug).readUInt32LE(0) >>> (32 - PAYLOAD_BITS);

const check = (seed: string, slug: string, payload: number): number =>
  digest(seed, 'check', slug, payload).readUInt8(0);
