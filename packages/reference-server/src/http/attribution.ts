import type { FastifyInstance } from 'fastify';

/** Puts the credit line of where the data is from into a header of every answer, since rows have no column for it. */
export function addAttribution(app: FastifyInstance, attribution: string | null): void {
  if (attribution === null) return;
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-data-attribution', attribution);
    done();
  });
}
