import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface NodeVersion {
  readonly major: number;
  readonly path: string;
}

/** The Node of this process, which is 24 or newer. */
const own: NodeVersion = { major: Number(process.versions.node.split('.')[0]), path: process.execPath };

/** Returns the Node of `npm ci` in this folder, or undefined where the registry has none for this machine. */
function installed(major: number): NodeVersion | undefined {
  const name = `node-${major}-${process.platform}-${process.arch}`;
  const path = join(import.meta.dirname, 'node_modules', name, 'bin/node');
  if (existsSync(path)) return { major, path };
  process.stdout.write(
    `SKIPPED: the packages on Node ${major}, because ${name} is not installed. Run \`npm ci\` in test/hosts/packages (330 MB).\n`,
  );
  return undefined;
}

/** Returns the versions of Node to test on, from `least` on. */
export const nodesFrom = (least: number): readonly NodeVersion[] =>
  nodes.filter(({ major }) => major >= least);

/** Returns the versions of Node to test on that are older than `least`. */
export const nodesBefore = (least: number): readonly NodeVersion[] =>
  nodes.filter(({ major }) => major < least);

const nodes = [installed(20), installed(22), own].filter((node) => node !== undefined);
