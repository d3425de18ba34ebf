/** Returns whether the year in UTC is 1 to 9999. PostgreSQL cannot read the text of a date outside these years. */
export const isStorableDate = (date: Date): boolean =>
  date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999;
