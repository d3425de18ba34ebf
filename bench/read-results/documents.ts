import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const verdict = (n: number) => ({
  email: `person.number.${n}@company-${n % 977}.example`,
  status: n % 9 === 0 ? 'invalid' : 'safe',
  reason: n % 9 === 0 ? 'mailbox not found' : null,
  role: false,
  catch_all: false,
  free_provider: n % 5 === 0,
  overall_score: n % 9 === 0 ? 0 : 95,
});

const lead = (n: number) => ({
  place_id: `ChIJ${String(n).padStart(23, 'x')}`,
  name: `Smile, "Dental" & Sons ${n}`,
  address: `${n} Congress Ave, Austin, TX 78701`,
  phone: '+1 512 555 0142',
  website: `https://dental-${n}.example`,
  rating: n % 7 === 0 ? '' : 4.8,
  reviews_count: n % 7 === 0 ? '' : n % 900,
  lat: 30.2672,
  lng: -97.7431,
  category: 'Dentist',
  emails_found: `hello@dental-${n}.example;büro@dental-${n}.example`,
});

function* document(rows: number, row: (n: number) => object): Generator<string> {
  yield '{"job_id":"sk_job_4f7a9b1c","status":"completed","results":[';
  for (let n = 0; n < rows; n++) yield (n === 0 ? '' : ',') + JSON.stringify(row(n));
  yield `],"results_count":${rows}}`;
}

export const documents = {
  verdicts: { rows: 100_000, row: verdict, operation: 'verify' },
  leads: { rows: 500_000, row: lead, operation: 'scrape' },
} as const;

export async function writeDocument(name: keyof typeof documents, path: string): Promise<void> {
  const { rows, row } = documents[name];
  await pipeline(Readable.from(document(rows, row)), createWriteStream(path));
}
