import { foldName } from './fold-name.ts';
import { lazy } from '../../pacing/cache.ts';

/** Abbreviations and local names of regions: `country: CODE name, …`. GeoNames has only the English names. */
const LINES = `
US: AL AL, AK AK, AZ AZ, AR AR, CA CA, CO CO, CT CT, DE DE, FL FL, GA GA, HI HI, ID ID, IL IL, IN IN, IA IA, KS KS, KY KY, LA LA, ME ME, MD MD, MA MA, MI MI, MN MN, MS MS, MO MO, MT MT, NE NE, NV NV, NH NH, NJ NJ, NM NM, NY NY, NC NC, ND ND, OH OH, OK OK, OR OR, PA PA, RI RI, SC SC, SD SD, TN TN, TX TX, UT UT, VT VT, VA VA, WA WA, WV WV, WI WI, WY WY, DC DC
US: NY New York State, WA Washington State, CA Calif, DC District of Columbia, NY Upstate New York
CA: 01 AB, 02 BC, 03 MB, 04 NB, 05 NL, 07 NS, 08 ON, 09 PE, 09 PEI, 10 QC, 11 SK, 12 YT, 13 NT, 14 NU, 10 Québec
AU: 01 ACT, 02 NSW, 03 NT, 04 QLD, 05 SA, 06 TAS, 07 VIC, 08 WA
DE: 01 Baden-Württemberg, 02 Bayern, 05 Hessen, 06 Niedersachsen, 07 Nordrhein-Westfalen, 07 NRW, 08 Rhineland-Palatinate, 13 Sachsen, 14 Sachsen-Anhalt, 15 Thüringen, 16 Land Berlin
AT: 02 Kärnten, 03 Niederösterreich, 04 Oberösterreich, 06 Steiermark, 07 Tirol
CH: GR Graubünden, LU Luzern, GE Genève, GE Genf, BS Basel-Stadt, VS Wallis, TI Tessin, SG St. Gallen
ES: 51 Andalucía, 56 Cataluña, 56 Catalunya, 59 Euskadi, 59 País Vasco, 07 Islas Baleares, 07 Mallorca, 53 Canarias, 54 Castilla-La Mancha, 55 Castilla y León, 60 Comunidad Valenciana, 29 Comunidad de Madrid
IT: 16 Toscana, 09 Lombardia, 12 Piemonte, 15 Sicilia, 14 Sardegna, 13 Puglia, 10 Marche, 17 South Tyrol, 17 Südtirol, 19 Valle d'Aosta
FR: 53 Bretagne, 28 Normandie, 94 Corse, 93 PACA, 93 Provence, 75 Nouvelle-Aquitaine, 44 Alsace, 27 Burgundy
NL: 07 Noord-Holland, 11 Zuid-Holland, 06 Noord-Brabant
BE: VLG Vlaanderen, WAL Wallonie, VLG Flemish Region
PT: 09 Algarve, 10 Madeira, 23 Açores
PL: 77 Małopolska, 78 Mazowieckie, 72 Dolnośląskie
BR: 27 SP, 21 RJ, 15 MG, 05 BA, 18 PR, 23 RS, 26 SC
IN: 16 MH, 19 Karnataka, 25 TN
GB: ENG England, SCT Scotland, WLS Wales, WLS Cymru, NIR Northern Ireland, NIR N. Ireland
`;

/** Pairs of a folded name and a code such as `US.TX`. */
export const regionAliases = lazy(() => {
  const aliases: [name: string, code: string][] = [];
  for (const line of LINES.trim().split('\n')) {
    const [country = '', entries = ''] = line.split(': ');
    for (const entry of entries.split(', ')) {
      const space = entry.indexOf(' ');
      aliases.push([foldName(entry.slice(space + 1)), `${country}.${entry.slice(0, space)}`]);
    }
  }
  return aliases;
});
