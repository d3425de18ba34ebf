import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const candidates = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'];

/** Where a Chromium is, or undefined. */
export const chromiumPath: string | undefined = candidates.find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);

/** Why a test that needs a browser does not run, and how to make it. */
export const NO_CHROMIUM =
  'SKIPPED: no Chromium was found. Install one (Debian: apt-get install chromium), or name it in CHROMIUM_PATH.';

/** Starts Chromium so that it speaks to nobody but the pages it is sent to. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  return await chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
