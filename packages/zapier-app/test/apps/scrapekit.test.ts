import { expect, test } from 'vitest';
import { inspectApp } from '../execute-step.ts';

test("the app passes Zapier's structural validation", async () => {
  await expect(inspectApp('validate')).resolves.toEqual([]);
});
