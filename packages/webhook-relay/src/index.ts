export type { RelayConfig, Source, Target, TargetRows } from './config/config.ts';
export { readConfig } from './config/read-config.ts';
export { startRelay, type RelayOptions, type RunningRelay } from './relay.ts';
