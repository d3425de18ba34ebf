/** The names of browsers, the most special first, because a browser also names those that it resembles. */
const browsers: readonly (readonly [token: RegExp, name: string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/\bcurl\//, 'curl'],
];

const systems: readonly (readonly [token: RegExp, name: string])[] = [
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** Names a browser and its system after the `User-Agent` header, such as `Firefox on Linux`. */
export function browserName(userAgent: string | undefined): string {
  const nameIn = (names: typeof browsers) => names.find(([token]) => token.test(userAgent ?? ''))?.[1];
  const browser = nameIn(browsers) ?? 'another program';
  const system = nameIn(systems);
  return system === undefined ? browser : `${browser} on ${system}`;
}
