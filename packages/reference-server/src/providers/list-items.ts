/** Returns the lines of a list without spaces around them and without empty ones. */
export const listItems = (text: string): readonly string[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
