import { randomInt } from 'node:crypto';

const SPACE = 2 ** 40;

/** Makes `req_` + 10 hex digits. One maker never repeats itself: an odd step visits all 2^40 values (C020, C022). */
export function createRequestIds(): () => string {
  let next = randomInt(SPACE);
  const step = randomInt(SPACE / 2) * 2 + 1;
  return () => {
    next = (next + step) % SPACE;
    return `req_${next.toString(16).padStart(10, '0')}`;
  };
}
