import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { ConfigurationError, toThousandths } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { describeListenError, serveHttp } from './http-server.ts';
import { createMcpServer } from './mcp-server.ts';
import { connectServices, secretVariables } from './tools/services.ts';

const { env } = process;
// stdout belongs to the protocol.
const log = (line: string) => void process.stderr.write(`${line}\n`);

function readNumber(name: string, missing: number): number {
  const text = env[name] || String(missing);
  if (/^\d{1,9}(\.\d{1,3})?$/.test(text)) return Number(text);
  throw new ConfigurationError(`${name} must be a number, such as ${missing}.`);
}

try {
  const isHttp = process.argv[2] === '--http';
  if (process.argv.length > (isHttp ? 3 : 2)) throw new ConfigurationError('Usage: scrapekit-mcp [--http]');
  const services = connectServices(env, { transport: undiciTransport(), clock: systemClock });
  if (services.length === 0) throw new ConfigurationError('Set an API key, such as SCRAPEKIT_API_KEY.');
  const secrets = [...secretVariables, 'SCRAPEKIT_MCP_TOKEN'].flatMap((name) => env[name]?.trim() || []);
  const spendLimit = toThousandths(readNumber('SCRAPEKIT_MCP_SPEND_LIMIT', 5));
  const createSession = () => createMcpServer({ services, spendLimit, clock: systemClock, secrets, log });
  if (isHttp) {
    const { url } = await serveHttp({
      token: env['SCRAPEKIT_MCP_TOKEN'] ?? '',
      host: env['SCRAPEKIT_MCP_HOST'] || '127.0.0.1',
      port: readNumber('SCRAPEKIT_MCP_PORT', 8791),
      allowedHosts: env['SCRAPEKIT_MCP_ALLOWED_HOSTS']?.match(/[^\s,]+/g) ?? [],
      createSession,
    });
    log(`scrapekit-mcp is listening on ${url}`);
  } else await createSession().connect(new StdioServerTransport());
} catch (error) {
  log(describeListenError(error) ?? (error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
}
