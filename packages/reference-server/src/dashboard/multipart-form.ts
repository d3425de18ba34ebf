import type { FastifyRequest } from 'fastify';
import { HttpError } from '../http/errors.ts';
import type { FormValues } from '../providers/job-form.ts';
import { invalidRequest } from './refusals.ts';

/** Bytes of one field or file. A list of 100,000 addresses of usual length has 3 MB. */
export const MOST_FORM_BYTES = 16 * 1024 * 1024;

/**
 * Reads a form that may hold a file. A file that is not empty becomes the value of its field as text. Throws a 400 for
 * a file that is no text, and a 413 for one that is too large.
 */
export async function readForm(request: FastifyRequest): Promise<FormValues> {
  if (!request.isMultipart()) throw invalidRequest('Send the form with its fields.');
  const values: Record<string, string> = {};
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') values[part.fieldname] = String(part.value);
      else {
        const bytes = await part.toBuffer();
        if (bytes.length > 0) values[part.fieldname] = decode(bytes);
      }
    }
  } catch (error) {
    if (isTooLarge(error)) throw tooLarge();
    throw error;
  }
  for (const value of Object.values(values)) refuseControls(value);
  return values;
}

/** Spreadsheets on Windows write UTF-16 or Windows-1252 in place of UTF-8. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
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

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && error.statusCode === 413;

const tooLarge = (): HttpError =>
  new HttpError(413, 'payload_too_large', {
    message: `The list is larger than ${MOST_FORM_BYTES / 1024 / 1024} MB. Split it and send the parts one after the other.`,
  });
