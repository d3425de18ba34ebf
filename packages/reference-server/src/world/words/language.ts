export type Language = 'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'nl' | 'nordic';

const countries: Readonly<Record<Exclude<Language, 'en'>, string>> = {
  de: 'DE AT CH LI',
  fr: 'FR BE MC LU SN CI MA TN DZ',
  es: 'ES MX AR CO CL PE VE EC GT CU BO DO HN PY SV NI CR PA UY PR',
  it: 'IT SM VA',
  pt: 'PT BR AO MZ CV',
  nl: 'NL SR',
  nordic: 'SE NO DK FI IS FO GL AX',
};

const byCountry = new Map(
  Object.entries(countries).flatMap(([language, codes]) =>
    codes.split(' ').map((code) => [code, language as Language] as const),
  ),
);

/** Returns the language of names and streets in a country; English when there is no list for its language. */
export const languageOf = (countryCode: string): Language => byCountry.get(countryCode) ?? 'en';
