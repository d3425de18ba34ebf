import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DashboardServices } from './services.ts';

/** What stands between navigation and footer. */
export interface PageContent {
  readonly title: string;
  /** HTML, made with `html` so that what came from outside is escaped. */
  readonly body: string;
  /** What was just done, in a sentence. */
  readonly notice?: string;
  /** Loads the page again after so many seconds. */
  readonly refreshSeconds?: number;
}

export interface PageServices extends DashboardServices {
  /** Sends a page with the navigation around it. */
  readonly show: (request: FastifyRequest, reply: FastifyReply, content: PageContent) => FastifyReply;
}

/** A page of the dashboard: its entry in the navigation, and its routes, which are behind the session. */
export interface DashboardPage {
  /** Under `/dashboard`, with a slash in front. */
  readonly path: string;
  readonly title: string;
  addRoutes(app: FastifyInstance, services: PageServices): void;
}
