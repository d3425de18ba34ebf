/** A list of addresses with verdicts as a spreadsheet can show it; any other value as it is. */
export const emailsCell = (value: unknown): unknown =>
  Array.isArray(value) ? (value as readonly { email: string }[]).map(({ email }) => email).join(';') : value;
