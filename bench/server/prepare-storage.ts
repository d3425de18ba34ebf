import { sql } from 'kysely';
import { createAccount } from '../../packages/reference-server/src/accounts/accounts.ts';
import { openStorage, type Storage } from '../../packages/reference-server/src/storage/open-storage.ts';
import type { DatabaseSettings } from './database.ts';

const LEADS_PER_CHUNK = 25;
const CREDIT_UNITS = 1_000_000;

/** An account with a key and one completed job of three rows. */
export interface Customer {
  readonly key: string;
  readonly job: string;
}

export interface Prepared {
  readonly customers: readonly Customer[];
  /** The id of the first customer's job with many leads. */
  readonly large: string;
}

const lead = (n: number): object => ({
  place_id: `ChIJ${String(n).padStart(23, 'x')}`,
  name: `Smile, "Dental" & Sons ${n}`,
  address: `${n} Congress Ave, Austin, TX 78701`,
  phone: '+1 512 555 0142',
  website: `https://dental-${n}.example`,
  rating: 4.8,
  reviews_count: n,
  lat: 30.2672,
  lng: -97.7431,
  category: 'Dentist',
  emails_found: `hello@dental-${n}.example`,
});

/** Fills a database before a server opens it, with the server's own modules. */
export async function prepareStorage(
  settings: DatabaseSettings,
  { customers: count, leads }: { readonly customers: number; readonly leads: number },
): Promise<Prepared> {
  const queueNames = ['scrapekit.scrape'];
  const storage = await openStorage({ ...settings, queueNames, onError: () => undefined });
  const customers: Customer[] = [];
  for (let index = 0; index < count; index++) customers.push(await createCustomer(storage, index));
  const large = customers[0]?.job ?? '';
  await fill(storage, large, leads);
  await storage.close();
  return { customers, large };
}

async function createCustomer(storage: Storage, index: number): Promise<Customer> {
  return await storage.transaction(async (trx) => {
    const at = new Date();
    const email = `customer-${index}@example.com`;
    const account = await createAccount(trx, { email, passwordHash: '', opening: CREDIT_UNITS, at });
    if (account === undefined) throw new Error(`${email} is taken.`);
    const job = `sk_job_${String(index).padStart(20, '0')}`;
    await trx
      .insertInto('job')
      .values({
        id: job,
        account_id: account.id,
        provider: 'scrapekit',
        operation: 'scrape',
        status: 'completed',
        input: JSON.stringify({ query: 'dentists', location: 'Austin, Texas', verifyEmails: false }),
        cap: 3,
        target: 3,
        produced: 3,
        units_charged: 45,
        error: null,
        webhook_url: null,
        client_request_id: null,
        created_at: at,
        finished_at: at,
      })
      .execute();
    return { key: account.apiKey, job };
  });
}

/** Writes one chunk and lets the database copy it. */
async function fill({ db }: Storage, job: string, leads: number): Promise<void> {
  const json = Array.from({ length: LEADS_PER_CHUNK }, (_, n) => JSON.stringify(lead(n))).join(',');
  await sql`
    insert into result_chunk (job_id, seq, n, json)
    select ${job}, chunk * ${LEADS_PER_CHUNK}::int, ${LEADS_PER_CHUNK}, ${json}
    from generate_series(0, ${leads / LEADS_PER_CHUNK - 1}::int) as chunk`.execute(db);
  await db
    .updateTable('job')
    .set({ produced: leads, target: leads, cap: leads })
    .where('id', '=', job)
    .execute();
}
