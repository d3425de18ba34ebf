const LOOK_EVERY_MS = 500;

/** Calls back once when the process that started this one is gone; it keeps nothing running. */
export function whenOrphaned(react: () => void): void {
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    react();
  }, LOOK_EVERY_MS);
  looking.unref();
}
