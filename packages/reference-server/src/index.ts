export { keepLogIn } from './accounts/first-account.ts';
export type { DashboardAccess, KeptLogIn } from './accounts/first-account.ts';
export { startServer } from './app.ts';
export type { ServerParts } from './app.ts';
export { readConfig } from './config.ts';
export type { ServerConfig } from './config.ts';
export { SettingError } from './startup-failure.ts';
export type { LeadEngine } from './leads/lead-engine.ts';
export type { RunningServer } from './app.ts';
