import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';

/** Returns the addresses that the file lists for a lower-case name. */
export type HostsFile = (name: string) => readonly string[];

const systemPath = (): string =>
  process.platform === 'win32'
    ? join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts')
    : '/etc/hosts';

/** Reads a hosts file, again after each change of it. A file that is missing or cannot be read lists nothing. */
export function createHostsFile(path = systemPath()): HostsFile {
  let readAt = -1;
  let entries = new Map<string, string[]>();
  return (name) => {
    try {
      const { mtimeMs } = statSync(path);
      if (mtimeMs !== readAt) entries = parseHosts(readFileSync(path, 'utf8'));
      readAt = mtimeMs;
    } catch {
      entries = new Map();
    }
    return entries.get(name) ?? [];
  };
}

function parseHosts(text: string): Map<string, string[]> {
  const entries = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const name of names.map((each) => each.toLowerCase()))
      entries.set(name, [...(entries.get(name) ?? []), address]);
  }
  return entries;
}
