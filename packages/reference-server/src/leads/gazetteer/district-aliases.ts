import { foldName } from './fold-name.ts';
import { lazy } from '../../pacing/cache.ts';

/**
 * Other names of counties and districts: `country: name in GeoNames = other names; …`. The British abbreviations are
 * those of the Post Office's former county names.
 */
const LINES = `
US: Orange County = OC, O.C.
GB: Buckinghamshire = Bucks; Cambridgeshire = Cambs; Derbyshire = Derbys; County Durham = Dur; East Sussex = E Sussex; Gloucestershire = Glos; Hampshire = Hants; Hertfordshire = Herts; Lancashire = Lancs; Leicestershire = Leics; Lincolnshire = Lincs; Northumberland = Northumb, Northd; North Yorkshire = N Yorks, North Yorks; Nottinghamshire = Notts; Oxfordshire = Oxon; Shropshire = Salop, Shrops; Staffordshire = Staffs; Herefordshire = Heref, Herefs; Norfolk = Norf; Suffolk = Suff; Somerset = Som; Cornwall = Cornw; Surrey = Surr; Warwickshire = Warks; West Sussex = W Sussex; Wiltshire = Wilts; Worcestershire = Worcs; Aberdeenshire = Aberdeens; Pembrokeshire = Pembs; Monmouthshire = Mon; Highland = Highlands
IE: Laois = Queens; An Longfort = Longford; An Cabhán = Cavan; Uíbh Fhailí = Offaly
BE: Provincie West-Vlaanderen = West Flanders, Flandre-Occidentale; Provincie Oost-Vlaanderen = East Flanders, Flandre-Orientale; Provincie Vlaams-Brabant = Flemish Brabant; Provincie Antwerpen = Antwerp Province
DE: Upper Bavaria = Oberbayern; Lower Bavaria = Niederbayern; Upper Palatinate = Oberpfalz; Upper Franconia = Oberfranken; Regierungsbezirk Mittelfranken = Middle Franconia; Regierungsbezirk Unterfranken = Lower Franconia; Swabia = Schwaben, Bayerisch-Schwaben
FR: Upper Garonne = Haute-Garonne; Upper Corsica = Haute-Corse; South Corsica = Corse-du-Sud; Cote d'Or = Côte-d'Or; Alpes-Maritimes = Alpes Maritimes
ES: Bizkaia = Vizcaya; Gipuzkoa = Guipúzcoa; Araba / Álava = Álava, Araba; Provincia de Ourense = Orense; Província de Girona = Gerona; Província de Lleida = Lérida
`;

/** Counties that people name without their country, although a smaller town elsewhere has the name, too. */
const COUNTIES = `
GB: Kent, Essex, Surrey, Norfolk, Suffolk, Cornwall, Devon, Dorset, Somerset, Hampshire, Lancashire, Cumbria, Isle of Wight, Lincolnshire, Buckinghamshire, Gloucestershire, Nottinghamshire, Derbyshire, Shropshire, Staffordshire, Wiltshire, Oxfordshire, Northumberland, Cambridgeshire, Leicestershire, Worcestershire, Herefordshire, Hertfordshire, Warwickshire, Fife, Angus, Moray, Highland, Aberdeenshire, Powys, Gwynedd, Anglesey, Pembrokeshire
IE: Kerry, Mayo, Clare, Meath, Louth, Donegal, Kildare, Wicklow, Laois, Offaly, Tipperary, Roscommon, Leitrim
`;

export interface DistrictAlias {
  /** The name in GeoNames. */
  readonly name: string;
  readonly countryCode: string;
}

/** Maps a folded alias to its district. */
export const districtAliases = lazy(() => {
  const aliases = new Map<string, DistrictAlias>();
  for (const line of LINES.trim().split('\n')) {
    const [countryCode = '', entries = ''] = line.split(': ');
    for (const entry of entries.split('; ')) {
      const [name = '', others = ''] = entry.split(' = ');
      for (const other of others.split(', ')) aliases.set(foldName(other), { name, countryCode });
    }
  }
  return aliases;
});

const countryOfCounty = lazy(() => {
  const countries = new Map<string, string>();
  for (const line of COUNTIES.trim().split('\n')) {
    const [countryCode = '', names = ''] = line.split(': ');
    for (const name of names.split(', ')) countries.set(foldName(name), countryCode);
  }
  return countries;
});

/** Returns the country of a county that is known by its bare name, such as Kent. */
export const countryOfKnownCounty = (name: string): string | undefined =>
  countryOfCounty().get(foldName(name));
