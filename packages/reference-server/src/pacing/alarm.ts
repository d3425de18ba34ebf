/** A rest that somebody can cut short. */
export interface Alarm {
  ring(): void;
  /** Resolves after `ms`, or at the first ring since the last rest. */
  rest(ms: number): Promise<void>;
}

/** Rings that come while nobody rests are remembered: they end the next rest at once. */
export function createAlarm(): Alarm {
  let rang = false;
  let end = () => {};
  return {
    ring: () => {
      rang = true;
      end();
    },
    rest: async (ms) => {
      if (!rang) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rang = false;
    },
  };
}
