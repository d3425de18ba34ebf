import { foldName } from './fold-name.ts';
import { lazy } from '../../pacing/cache.ts';

/**
 * Other names of counties and districts: `country: name in GeoNames = other names; …`. The British abbreviations are
 * those of the Post Office's former county names.
 */
const LINES = `
GB: Buckinghamshire = Bucks; Cambridgeshire = Cambs; Derbyshire = Derbys; County Durham = Dur; East Sussex = E Sussex; Gloucestershire = Glos; Hampshire = Hants; Hertfordshire = Herts; Lancashire = Lancs; Leicestershire = Leics; Lincolnshire = Lincs; Northumberland = Northumb, Northd; North Yorkshire = N Yorks, North Yorks; Nottinghamshire = Notts; Oxfordshire = Oxon; Shropshire = Salop; Staffordshire = Staffs; Warwickshire = Warks; West Sussex = W Sussex; Wiltshire = Wilts; Worcestershire = Worcs; Aberdeenshire = Aberdeens; Pembrokeshire = Pembs; Monmouthshire = Mon; Highland = Highlands
IE: Laois = Queens; An Longfort = Longford; An Cabhán = Cavan; Uíbh Fhailí = Offaly
DE: Upper Bavaria = Oberbayern; Lower Bavaria = Niederbayern; Upper Palatinate = Oberpfalz; Upper Franconia = Oberfranken; Regierungsbezirk Mittelfranken = Middle Franconia; Regierungsbezirk Unterfranken = Lower Franconia; Swabia = Bayerisch-Schwaben
FR: Upper Garonne = Haute-Garonne; Upper Corsica = Haute-Corse; South Corsica = Corse-du-Sud; Cote d'Or = Côte-d'Or; Alpes-Maritimes = Alpes Maritimes
ES: Bizkaia = Vizcaya; Gipuzkoa = Guipúzcoa; Araba / Álava = Álava, Araba; Provincia de Ourense = Orense; Província de Girona = Gerona; Província de Lleida = Lérida
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
