import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';

export const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export type Environment = Readonly<Record<string, string>>;

/** The environment of a program without the keys of this machine. */
export const environment = (env: Environment): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  ...env,
});

export interface ToolResult {
  readonly isError: boolean;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any;
}

/** A client of the SDK, with results in a short form. */
export interface McpClient {
  readonly client: Client;
  readonly call: (name: string, input?: Readonly<Record<string, unknown>>) => Promise<ToolResult>;
  /** Calls a tool that costs credits, and confirms as a model does. */
  readonly confirm: (name: string, input: Readonly<Record<string, unknown>>) => Promise<ToolResult>;
}

export async function connect(transport: Transport, client = newClient()): Promise<McpClient> {
  await client.connect(transport);
  const call: McpClient['call'] = async (name, input = {}) => {
    const result = CallToolResultSchema.parse(await client.callTool({ name, arguments: input }));
    const [first] = result.content;
    return {
      isError: result.isError ?? false,
      text: first?.type === 'text' ? first.text : '',
      data: result.structuredContent,
    };
  };
  return {
    client,
    call,
    confirm: async (name, input) => {
      const { data } = await call(name, input);
      return await call(name, { ...input, confirm: data.confirm });
    },
  };
}

export const newClient = (): Client => new Client({ name: 'test', version: '1.0.0' });

/** Starts the program and talks to it over stdin and stdout. */
export const connectStdio = (env: Environment): Promise<McpClient> =>
  connect(
    new StdioClientTransport({
      command: process.execPath,
      args: ['--conditions=@scrapekit/source', main],
      env: environment(env),
      stderr: 'inherit',
    }),
  );

export const connectHttp = (url: string, token: string, client?: Client): Promise<McpClient> =>
  connect(
    new StreamableHTTPClientTransport(new URL(url), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
    }),
    client,
  );
