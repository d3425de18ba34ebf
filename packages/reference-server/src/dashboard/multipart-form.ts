import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpError } from '../http/errors.ts';
import type { FormValues } from '../providers/job-form.ts';
import { invalidRequest } from './refusals.ts';
import { sendErrorPage } from './send-html.ts';

/** Bytes of a form with its file. A list of 100,000 addresses of usual length has 3 MB. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Fields and files. The largest form has six. */
const MOST_PARTS = 20;

/** The options of routes whose forms may hold a file. */
export const withFile = {
  bodyLimit: MOST_BYTES,
  errorHandler: (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
    sendErrorPage(isTooLarge(error) ? tooLarge() : error, request, reply),
};

/**
 * Reads a form that may hold a file. A file that is not empty becomes the value of its field as text. Throws a 400 for
 * a body that is no such form and for a file that is no text.
 */
export async function readForm({ body, headers }: FastifyRequest): Promise<FormValues> {
  const type = headers['content-type'] ?? '';
  if (!Buffer.isBuffer(body)) throw unreadable();
  refuseManyParts(body, type);
  const form = await parse(body, type);
  const values: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') values[name] = value;
    else if (value.size > 0) values[name] = decode(await value.arrayBuffer());
  }
  for (const value of Object.values(values)) refuseControls(value);
  return values;
}

/** The parser would take seconds for 300,000 parts. */
function refuseManyParts(body: Buffer, type: string): void {
  const boundary = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(type);
  if (boundary === null) throw unreadable();
  const mark = `--${boundary[1] ?? boundary[2]}`;
  let parts = 0;
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length)) {
    // The last mark ends the form.
    if (++parts > MOST_PARTS + 1) throw unreadable();
  }
}

async function parse(body: Buffer, type: string): Promise<FormData> {
  try {
    // It is deprecated for bodies without a limit. This one has a limit and is in memory already.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    // The parser does not say what is wrong. Browsers send correct forms, so a part of this one is missing.
    throw unreadable();
  }
}

/** Spreadsheets on Windows write UTF-16 or Windows-1252 in place of UTF-8. */
function decode(content: ArrayBuffer): string {
  const bytes = new Uint8Array(content);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function refuseControls(text: string): void {
  if (text.includes('\0'))
    throw invalidRequest('This is no text file. Save the list as CSV or as plain text, and choose it again.');
}

const unreadable = (): HttpError =>
  invalidRequest('The form did not arrive as a browser sends it. Go back and send it again.');

const isTooLarge = (error: unknown): boolean => error instanceof HttpError && error.status === 413;

const tooLarge = (): HttpError =>
  new HttpError(413, 'payload_too_large', {
    message: `The list is larger than ${MOST_BYTES / 1024 / 1024} MB. Split it and send the parts one after the other.`,
  });
