import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface Message {
  readonly role: string;
  readonly content?: string;
}

interface CompletionRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools?: readonly { readonly function: Tool }[];
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly parameters: object;
}

/** A chat model that calls one tool and then repeats the tool's answer. */
export interface ScriptedModel extends AsyncDisposable {
  /** The base URL of an API like OpenAI's. */
  readonly url: string;
  /** The tools that the agent has offered. */
  readonly tools: readonly Tool[];
}

/** Starts a model that calls the tool of this name with these arguments. */
export async function startScriptedModel(toolName: string, args: object): Promise<ScriptedModel> {
  let tools: readonly Tool[] = [];
  const server = createServer((request, response) => {
    const answer = async () => {
      const { model, messages, tools: offered = [] } = (await json(request)) as CompletionRequest;
      tools = offered.map(({ function: tool }) => tool);
      const toolAnswer = messages.findLast(({ role }) => role === 'tool')?.content;
      const call = {
        id: 'call_1',
        type: 'function',
        function: { name: toolName, arguments: JSON.stringify(args) },
      };
      const message =
        toolAnswer === undefined
          ? { role: 'assistant', content: null, tool_calls: [call] }
          : { role: 'assistant', content: toolAnswer };
      const finish = toolAnswer === undefined ? 'tool_calls' : 'stop';
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          id: 'chatcmpl-1',
          object: 'chat.completion',
          created: 1,
          model,
          choices: [{ index: 0, message, finish_reason: finish }],
          usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
        }),
      );
    };
    answer().catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    get tools() {
      return tools;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
