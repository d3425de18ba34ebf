/** Returns a text as it stands in an IML expression. Throws TypeError for a text that IML has no way to write. */
export function quote(text: string): string {
  if (/['\\]|\{\{|\}\}/.test(text)) throw new TypeError(`IML cannot quote this text: ${text}`);
  return `'${text}'`;
}

/** Returns the expression for the first of several values that is not empty. */
export function firstOf(values: readonly string[]): string {
  const [last = quote(''), ...others] = values.toReversed();
  return others.reduce((rest, value) => `ifempty(${value}, ${rest})`, last);
}

/** Returns the condition that a value is one of several texts. */
export const isOneOf = (value: string, texts: readonly string[]): string =>
  texts.map((text) => `${value} === ${quote(text)}`).join(' || ');

/** Makes a template of an expression. */
export const template = (expression: string): string => `{{${expression}}}`;
