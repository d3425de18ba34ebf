type Tags = Readonly<Record<string, string>>;

/** Countries that write `12 Main St` rather than `Main St 12`. */
const numberFirst = new Set('US CA GB IE AU NZ ZA IN FR LU SG MY PH'.split(' '));
/** Countries that write the post code after the town. */
const postcodeLast = new Set('US CA GB IE AU NZ ZA IN SG'.split(' '));

/** Returns the address of `addr:*` tags on one line, in the order of the country; `''` without street and town. */
export function osmAddress(tags: Tags, countryCode: string): string {
  const { 'addr:full': full } = tags;
  if (full !== undefined && full.trim() !== '') return full.trim();
  const country = tags['addr:country']?.toUpperCase() ?? countryCode;
  return [streetLine(tags, country), townLine(tags, country)].filter((part) => part !== '').join(', ');
}

function streetLine(tags: Tags, country: string): string {
  const number = tags['addr:housenumber'] ?? '';
  const street = tags['addr:street'] ?? tags['addr:place'] ?? '';
  if (street === '') return '';
  const line = numberFirst.has(country) ? joined(number, street) : joined(street, number);
  const unit = tags['addr:unit'] ?? '';
  return unit === '' ? line : `${line} ${/^[\w-]+$/.test(unit) ? `#${unit}` : unit}`;
}

function townLine(tags: Tags, country: string): string {
  const city = tags['addr:city'] ?? tags['addr:suburb'] ?? '';
  const postcode = tags['addr:postcode'] ?? '';
  if (!postcodeLast.has(country)) return joined(postcode, city);
  const behind = joined(tags['addr:state'] ?? tags['addr:province'] ?? '', postcode);
  return [city, behind].filter((part) => part !== '').join(', ');
}

const joined = (...parts: readonly string[]): string =>
  parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
