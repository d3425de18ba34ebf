import { lazy } from '../../pacing/cache.ts';

/** The largest town for the first two digits of a Dutch post code. Source: https://nl.wikipedia.org/wiki/Postcodes_in_Nederland */
const TOWNS = `
10 Amsterdam|11 Amstelveen|12 Hilversum|13 Almere Stad|14 Purmerend|15 Zaandam|16 Hoorn|17 Heerhugowaard|18 Alkmaar
19 Beverwijk|20 Haarlem|21 Hoofddorp|22 Katwijk aan Zee|23 Leiden|24 Alphen aan den Rijn|25 The Hague|26 Delft|27 Zoetermeer
28 Gouda|29 Capelle aan den IJssel|30 Rotterdam|31 Schiedam|32 Spijkenisse|33 Dordrecht|34 Nieuwegein|35 Utrecht|36 Maarssen
37 Zeist|38 Amersfoort|39 Veenendaal|40 Tiel|41 Culemborg|42 Gorinchem|43 Middelburg|44 Goes|45 Terneuzen|46 Bergen op Zoom
47 Roosendaal|48 Breda|49 Oosterhout|50 Tilburg|51 Waalwijk|52 's-Hertogenbosch|53 Oss|54 Uden|55 Veldhoven|56 Eindhoven
57 Helmond|58 Venray|59 Venlo|60 Roermond|61 Sittard|62 Maastricht|63 Valkenburg|64 Heerlen|65 Nijmegen|66 Wijchen|67 Ede
68 Arnhem|69 Zevenaar|70 Doetinchem|71 Winterswijk|72 Zutphen|73 Apeldoorn|74 Deventer|75 Enschede|76 Almelo|77 Hardenberg
78 Emmen|79 Hoogeveen|80 Zwolle|81 Raalte|82 Lelystad|83 Steenwijk|84 Heerenveen|85 Joure|86 Sneek|87 Bolsward|88 Franeker
89 Leeuwarden|90 Grou|91 Dokkum|92 Drachten|93 Roden|94 Assen|95 Stadskanaal|96 Hoogezand|97 Groningen|98 Zuidhorn|99 Delfzijl
`;

export const dutchPostcodeAreas = lazy(
  () =>
    new Map(
      TOWNS.trim()
        .split(/[|\n]/)
        .map((entry) => [entry.slice(0, 2), entry.slice(3)] as const),
    ),
);
