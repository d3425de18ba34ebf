/** A moment in UTC, without saying so, with six decimals of which three are known (F22). */
export const dateText = (at: Date): string => `${at.toISOString().slice(0, 23).replace('T', ' ')}000`;
