import { expect } from 'vitest';
import type { AppFiles } from '../../src/format/app-files.ts';
import { MakeError } from '../../src/emulator/make-error.ts';
import type { World } from './world.ts';

/**
 * Something that holds for an app while it runs. The tests of the contract run each check on the app as it is built, and the
 * tests of the mutations run it on a changed app, where it must fail.
 */
export type Check = (files: AppFiles, world: World) => Promise<void>;

export type Checks = Readonly<Record<string, Check>>;

/** Awaits something that must end with an error of Make. */
export async function errorOf(run: Promise<unknown>): Promise<MakeError> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(MakeError);
  return error as MakeError;
}

export type Bundle = Readonly<Record<string, unknown>>;

/** Awaits the only bundle of a module. */
export async function oneOf(run: Promise<readonly unknown[]>): Promise<Bundle> {
  const bundles = await run;
  expect(bundles).toHaveLength(1);
  return bundles[0] as Bundle;
}
