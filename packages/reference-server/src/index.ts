export { keepLogIn } from './accounts/first-account.ts';
export type { DashboardAccess, KeptLogIn } from './accounts/first-account.ts';
export { startServer } from './app/start-server.ts';
export type { RunningServer, ServerParts } from './app/start-server.ts';
export type { LeadEngine } from './leads/lead-engine.ts';
export { readConfig } from './settings/config.ts';
export type { ServerConfig } from './settings/config.ts';
export { SettingError } from '@scrapekit/storage/startup-failure';
