import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { lazy } from '../../pacing/cache.ts';

/** A kind of business. */
export interface Niche {
  /** The id of an OpenStreetMap preset (`amenity/dentist`), or `words/…` for a niche made of the user's words. */
  readonly id: string;
  /** The category of each lead, such as `Dentist`. */
  readonly label: string;
  /** OpenStreetMap tags of such businesses; empty for a niche made of the user's words. */
  readonly tags: readonly (readonly [key: string, value: string])[];
}

interface Preset {
  readonly tags: Readonly<Record<string, string>>;
  readonly addTags?: Readonly<Record<string, string>>;
  readonly searchable?: boolean;
}

interface Wording {
  readonly name?: string;
  /** One alias per line. */
  readonly aliases?: string;
  /** Comma-separated, less exact than aliases. */
  readonly terms?: string;
}

type Translation = Readonly<Record<string, { readonly presets?: { readonly presets?: Wordings } }>>;
type Wordings = Readonly<Record<string, Wording | undefined>>;

export interface PresetWords {
  readonly niche: Niche;
  readonly names: readonly string[];
  readonly terms: readonly string[];
}

const businessKinds = /^(?:amenity|shop|office|craft|healthcare|leisure|tourism|club|education)\//;

/** Street furniture and public places, which are not businesses. */
const notBusinesses =
  /^(?:amenity\/(?:vending_machine|parking|recycling|waste|bicycle_parking|shelter|toilets|clock|post_box|bench|drinking_water|letter_box|water_point|motorcycle_parking|dog_toilet|smoking_area|telephone|device_charging|loading_dock|baking_oven|bbq|bicycle_repair_station|bicycle_wash|binoculars|compressed_air|dressing_room|fountain|give_box|grit_bin|hunting_stand|kneipp|lavoir|library_dropoff|lounger|luggage_locker|parcel_locker|payment_terminal|photo_booth|polling_station|public_bookcase|sanitary_dump|shower|ticket_validator|trolley_bay|vacuum_cleaner|watering_place|weighbridge)|leisure\/(?:pitch|track|fitness_station|picnic_table|slipway|firepit|outdoor_seating|bleachers|garden|common|bandstand|bathing_place|bird_hide|hot_tub|marina_no_facilities|swimming_area)|tourism\/(?:information|artwork|viewpoint|attraction|camp_pitch|picnic_site)|shop\/vacant)/;

function load(file: string): unknown {
  const path = createRequire(import.meta.url).resolve(`@openstreetmap/id-tagging-schema/dist/${file}`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

function loadWordings(language: string): Wordings {
  const translation = load(`translations/${language}.min.json`) as Translation;
  return translation[language]?.presets?.presets ?? {};
}

const businesses = lazy(() =>
  Object.entries(load('presets.min.json') as Readonly<Record<string, Preset>>).filter(
    ([id, { tags, searchable }]) =>
      businessKinds.test(id) &&
      !notBusinesses.test(id) &&
      searchable !== false &&
      !Object.values(tags).includes('*'),
  ),
);

const englishNames = lazy(
  () => new Map(Object.entries(loadWordings('en')).map(([id, wording]) => [id, wording?.name])),
);

const shortLabel = (label: string): string => label.replace(/ \/ .*$| Grounds$/g, '');

/** Schools are searched by their `amenity` tag, because most do not have the newer `education` tag yet. */
function tagsOf({ tags, addTags }: Preset): Niche['tags'] {
  const amenity = addTags?.['amenity'];
  return amenity !== undefined && 'education' in tags ? [['amenity', amenity]] : Object.entries(tags);
}

/** Returns the business presets of OpenStreetMap with their names in a language. */
export function presetWords(language: string): readonly PresetWords[] {
  const wordings = loadWordings(language);
  return businesses().flatMap(([id, preset]) => {
    const wording = wordings[id];
    if (wording === undefined) return [];
    const { name = '', aliases = '', terms = '' } = wording;
    const label = englishNames().get(id) ?? name;
    return [
      {
        niche: { id, label: shortLabel(label), tags: tagsOf(preset) },
        names: [...name.split(' / '), name, ...aliases.split('\n')].filter((text) => text !== ''),
        terms: terms.split(',').filter((text) => text !== ''),
      },
    ];
  });
}
