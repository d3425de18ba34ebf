import type { FastifyInstance } from 'fastify';
import { HttpError } from './errors.ts';

export interface HealthRoutesOptions {
  /** Rejects while the server should get no new work. */
  readonly checkReady: () => Promise<void>;
  /** What an operator should know beside that. */
  readonly details?: (() => Readonly<Record<string, string>>) | undefined;
}

/** `/healthz`: the process runs. `/readyz`: it can take work. */
export function addHealthRoutes(app: FastifyInstance, { checkReady, details }: HealthRoutesOptions): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async () => {
    try {
      await checkReady();
    } catch (cause) {
      throw new HttpError(503, 'not_ready', {
        message: 'The server is not ready.',
        headers: { 'retry-after': '5' },
        cause,
      });
    }
    return { status: 'ready', ...details?.() };
  });
}

/** Puts the credit line of where the data is from into a header of every answer, since rows have no column for it. */
export function addAttribution(app: FastifyInstance, attribution: string | null): void {
  if (attribution === null) return;
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-data-attribution', attribution);
    done();
  });
}
