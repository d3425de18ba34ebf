export { requireFreePort } from './app/free-port.ts';
export { describeForgottenDashes, optionsThatNpmTook } from './app/npm-options.ts';
export { requireUsableFolder } from './app/usable-folder.ts';
export { readConfig } from './settings/config.ts';
export { describeFailure } from '@scrapekit/storage/startup-failure';
