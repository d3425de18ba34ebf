/*
 * Measures how long this process stood still, so that a timer that fires late is not taken for the silence of somebody else.
 * All users share one timer.
 */
const PERIOD_MS = 50;

let totalMs = 0;
let users = 0;
let timer: NodeJS.Timeout | undefined;
let lastAt = 0;

function measure(): void {
  const now = performance.now();
  totalMs += Math.max(0, now - lastAt - PERIOD_MS);
  lastAt = now;
}

/** Returns the milliseconds that this process has stood still while somebody watched. */
export function stalledMs(): number {
  if (timer !== undefined) measure();
  return totalMs;
}

/** Watches until the returned function is called. */
export function watchStalls(): () => void {
  if (users++ === 0) {
    lastAt = performance.now();
    timer = setInterval(measure, PERIOD_MS).unref();
  }
  return () => {
    if (--users > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
