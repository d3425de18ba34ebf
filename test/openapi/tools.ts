import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const FOLDER = 'test/hosts/openapi-tools';
const modules = join(import.meta.dirname, '../hosts/openapi-tools/node_modules');

/** The command that installs Spectral, Prism, newman and the Postman converter. */
export const INSTALL = `npm ci --ignore-scripts --prefix ${FOLDER}`;

/** The path of a program, such as `prism`. */
export const toolPath = (name: string): string => join(modules, '.bin', name);

export const areToolsInstalled = (): boolean =>
  ['spectral', 'prism', 'newman', 'openapi2postmanv2'].every((name) => existsSync(toolPath(name)));

/** Loads a package that is installed beside the programs. */
export const requireTool = (name: string): unknown => createRequire(join(modules, 'any.js'))(name);

/** Runs a program to its end. It fails by its exit code, so the caller judges that and the output. */
export async function runTool(
  name: string,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [toolPath(name), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
