import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { ConfigurationError, toThousandths } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { serveHttp } from './http-server.ts';
import { createMcpServer } from './mcp-server.ts';
import { connectServices } from './services.ts';

const { env } = process;
// stdout belongs to the protocol.
const log = (line: string) => void process.stderr.write(`${line}\n`);

function readNumber(name: string, missing: number): number {
  const text = env[name] || String(missing);
  if (/^\d{1,9}(\.\d{1,3})?$/.test(text)) return Number(text);
  throw new ConfigurationError(`${name} must be a number, such as ${missing}.`);
}

function readToken(): string {
  const token = env['SCRAPEKIT_MCP_TOKEN'] ?? '';
  if (/^[!-~]{16,}$/.test(token)) return token;
  throw new ConfigurationError(
    'Set SCRAPEKIT_MCP_TOKEN to a secret of at least 16 characters without blanks, because everyone who reaches the port can spend your credits.',
  );
}

try {
  const services = connectServices(env, { transport: undiciTransport(), clock: systemClock });
  if (services.length === 0)
    throw new ConfigurationError('Set the API key of a service, such as SCRAPEKIT_API_KEY.');
  const secretNames = Object.keys(env).filter((name) => /_(API_KEY|WEBHOOK_SECRET|MCP_TOKEN)$/.test(name));
  const secrets = secretNames.flatMap((name) => env[name]?.trim() || []);
  const spendLimit = toThousandths(readNumber('SCRAPEKIT_MCP_SPEND_LIMIT', 5));
  const createSession = () => createMcpServer({ services, spendLimit, clock: systemClock, secrets, log });
  if (process.argv.includes('--http')) {
    const { url } = await serveHttp({
      token: readToken(),
      host: env['SCRAPEKIT_MCP_HOST'] || '127.0.0.1',
      port: readNumber('SCRAPEKIT_MCP_PORT', 8790),
      allowedHosts: (env['SCRAPEKIT_MCP_ALLOWED_HOSTS'] ?? '').split(/[\s,]+/).filter((name) => name !== ''),
      createSession,
      now: () => systemClock.now(),
    });
    log(`scrapekit-mcp is listening on ${url}`);
  } else await createSession().connect(new StdioServerTransport());
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
