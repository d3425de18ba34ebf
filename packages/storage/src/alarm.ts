/** A pause that can be ended early. */
export interface Alarm {
  /** Ends the current pause, or the next one when there is no pause now. */
  ring(): void;
  /** Resolves after `ms` or when the alarm rings. Resolves at once if it rang since the last pause. */
  pause(ms: number): Promise<void>;
}

export function createAlarm(): Alarm {
  let rang = false;
  let end = () => {};
  return {
    ring: () => {
      rang = true;
      end();
    },
    pause: async (ms) => {
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
