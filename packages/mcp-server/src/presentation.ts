import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { ProviderError } from '@scrapekit/core';
import { ToolError, type Answer } from './tool.ts';

/** The most characters of one text in an answer, such as the content of a page. */
const MAX_TEXT = 20_000;
/** The most characters of the data of an answer, as JSON. */
const MAX_DATA = 80_000;

/** Writes data as JSON without secrets; the end of a long text is cut off. */
export const writeJson = (data: unknown, secrets: readonly string[] = []): string =>
  JSON.stringify(data, (_key, value: unknown) => {
    if (typeof value !== 'string') return value;
    const text = hide(value, secrets);
    return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT).toWellFormed()} (cut off)`;
  });

const hide = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);

/** Turns an answer into the result of a tool. */
export function toResult({ message, data }: Answer, secrets: readonly string[]): CallToolResult {
  const json = writeJson(data, secrets);
  const structuredContent =
    json.length <= MAX_DATA
      ? (JSON.parse(json) as Record<string, unknown>)
      : { cutOff: json.slice(0, MAX_DATA).toWellFormed() };
  // Clients that do not read structured content get it as text.
  const texts = [hide(message, secrets), JSON.stringify(structuredContent)];
  return { content: texts.map((text) => ({ type: 'text', text })), structuredContent };
}

/** Turns an error into the result of a tool. */
export function toErrorResult(error: unknown, secrets: readonly string[]): CallToolResult {
  return { ...toResult(describeError(error), secrets), isError: true };
}

function describeError(error: unknown): Answer {
  if (error instanceof ToolError) return { message: error.message, data: {} };
  if (!ProviderError.isInstance(error))
    return { message: 'This server made a mistake. Its log has the details.', data: {} };
  // The credential of this host is a variable in the environment.
  const message = error.message.replace('in the credential', 'in the environment of this server');
  return { message, data: { error: { ...error.toJSON(), message } } };
}

/** Writes a number with its noun, such as "1 row" or "2 rows". */
export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
