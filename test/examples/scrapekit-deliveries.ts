import { signedSteps } from './catch-hook-steps.ts';

/** A webhook of ScrapeKit as it travels. */
export interface Delivery {
  readonly body: string;
  readonly timestamp: string;
  readonly signature: string;
}

export const [scrapekit] = signedSteps;

export const FOREIGN = 'https://attacker.example/api/v1/results';

/** The rows that an example returns for the job of the documentation, without its other columns. */
export const rowIds = scrapekit.rows.map((_, index) => ({ row_id: `${scrapekit.jobId}:${index + 1}` }));

function sign(body: string, secret: string, at: number): Delivery {
  const { timestamp = '', signature = '' } = scrapekit.sign(body, { secret, at });
  return { body, timestamp, signature };
}

/** Returns the webhook of the documentation, signed at this time in Unix seconds. */
export const genuineAt = (at: number): Delivery => sign(scrapekit.body, scrapekit.secret, at);

/** Returns webhooks that no example may act on, by what is wrong with them. `now` is in Unix seconds. */
export function refusedAt(now: number): Readonly<Record<string, Delivery>> {
  const { body, secret, anotherSecret } = scrapekit;
  const genuine = genuineAt(now);
  return {
    'signed with another secret': sign(body, anotherSecret, now),
    'with a changed body': { ...genuine, body: body.replace('487', '488') },
    'with a line break after its body': { ...genuine, body: `${body}\n` },
    'with the time of another webhook': { ...genuine, timestamp: String(now - 1) },
    'without a signature': { ...genuine, signature: '' },
    'without a time': { ...genuine, timestamp: '' },
    'with a signature in capital letters': { ...genuine, signature: genuine.signature.toUpperCase() },
    'with a longer signature': { ...genuine, signature: `${genuine.signature}0` },
    'older than five minutes': genuineAt(now - 330),
    'from the future': genuineAt(now + 330),
    'that names a path instead of a job': sign(
      scrapekit.bodyWith({ jobId: '../../verify/jobs/1', url: FOREIGN }),
      secret,
      now,
    ),
    'that names a host instead of a job': sign(
      scrapekit.bodyWith({ jobId: 'sk_job_1@attacker.example', url: FOREIGN }),
      secret,
      now,
    ),
    'that names no job': sign(scrapekit.bodyWith({ jobId: null, url: FOREIGN }), secret, now),
  };
}

/** Returns a genuine webhook whose URLs lead to a foreign host. */
export const withForeignUrlsAt = (now: number): Delivery =>
  sign(scrapekit.bodyWith({ jobId: scrapekit.jobId, url: FOREIGN }), scrapekit.secret, now);
