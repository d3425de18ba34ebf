export { startServer } from './app.ts';
export type { ServerParts } from './app.ts';
export { readConfig } from './config.ts';
export type { ServerConfig } from './config.ts';
export { ConfigurationError } from './configuration-error.ts';
export type { Domain } from './app/domain.ts';
export type { RunningServer } from './app/running-server.ts';
