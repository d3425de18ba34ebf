/** The attributes of an element by their names in lower case, with entities decoded. */
export type Attributes = Readonly<Record<string, string>>;
