import { isIPv4 } from 'node:net';

/** The 4 or 16 bytes of a literal IP address, which must be valid; a zone is left out. */
export function addressBytes(ip: string): number[] {
  if (isIPv4(ip)) return ip.split('.').map(Number);
  const [head = '', tail] = ip.replace(/%.*$/, '').split('::');
  const before = groups(head);
  const after = groups(tail ?? '');
  const gap = new Array<number>(Math.max(0, 16 - before.length - after.length)).fill(0);
  return [...before, ...(tail === undefined ? [] : gap), ...after];
}

const groups = (text: string): number[] =>
  text
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => {
      if (group.includes('.')) return group.split('.').map(Number);
      const value = parseInt(group, 16);
      return [value >> 8, value & 255];
    });
