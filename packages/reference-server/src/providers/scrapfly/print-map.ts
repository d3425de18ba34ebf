/** An empty map is printed as an empty list (F22). */
export const printMap = (
  map: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | readonly [] => (Object.keys(map).length === 0 ? [] : map);
