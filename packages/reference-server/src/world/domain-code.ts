import { digest } from './random.ts';

/** 32 characters; `o`, `l`, `1` and `0` are left out, they look alike in print. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
const codeLength = 7;
const payloadBits = 27;
const checkBits = 8;

/** What a domain of the simulated internet tells about its business. */
export interface DomainFacts {
  readonly brand: readonly string[];
  /** GeoNames id, below 2^24. */
  readonly cityId: number;
  /** 0 to 7: tells namesakes in one town apart. */
  readonly variant: number;
}

/**
 * `bluebird-dental-k3x9abc.test`: the last word holds the town, so that a web server which stores nothing
 * knows whose site it serves, and eight bits of a check, so that other names do not exist.
 */
export function domainOf(seed: string, { brand, cityId, variant }: DomainFacts): string {
  const slug = brand.join('-');
  const payload = cityId * 8 + variant;
  const scrambled = payload ^ mask(seed, slug);
  const code = (BigInt(scrambled >>> 0) << BigInt(checkBits)) | BigInt(check(seed, slug, payload));
  const letters = Array.from({ length: codeLength }, (_, place) =>
    alphabet.charAt(Number((code >> BigInt(place * 5)) & 31n)),
  );
  return `${slug}-${letters.join('')}.test`;
}

/** Null for a domain this world does not have. */
export function readDomain(seed: string, domain: string): DomainFacts | null {
  const [, slug = '', letters = ''] = /^([a-z0-9-]{1,55})-([a-z2-9]{7})\.test$/.exec(domain) ?? [];
  if (slug === '') return null;
  const places = Array.from(letters, (letter) => alphabet.indexOf(letter));
  if (places.includes(-1)) return null;
  const code = places.reduceRight((value, place) => (value << 5n) | BigInt(place), 0n);
  const payload = Number(code >> BigInt(checkBits)) ^ mask(seed, slug);
  if (payload < 0 || Number(code & 255n) !== check(seed, slug, payload)) return null;
  return { brand: slug.split('-'), cityId: payload >>> 3, variant: payload & 7 };
}

const mask = (seed: string, slug: string): number =>
  digest(seed, 'domain', slug).readUInt32LE(0) >>> (32 - payloadBits);

const check = (seed: string, slug: string, payload: number): number =>
  digest(seed, 'check', slug, payload).readUInt8(0);
