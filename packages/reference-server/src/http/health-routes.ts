import type { FastifyInstance } from 'fastify';
import { ApiError } from './api-error.ts';

export interface HealthRoutesOptions {
  /** Rejects while the server should get no new work. */
  readonly checkReady: () => Promise<void>;
}

/** `/healthz`: the process runs. `/readyz`: it can take work. */
export function addHealthRoutes(app: FastifyInstance, { checkReady }: HealthRoutesOptions): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async () => {
    try {
      await checkReady();
    } catch (cause) {
      throw new ApiError(503, 'not_ready', {
        message: 'The server is not ready.',
        headers: { 'retry-after': '5' },
        cause,
      });
    }
    return { status: 'ready' };
  });
}
