import type { Language } from './language.ts';

/** Streets in the form of an address of that language. */
export const streets: Readonly<Record<Language, readonly string[]>> = {
  en: 'Congress Ave|Main St|Oak St|Maple Ave|Cedar Ln|Elm St|Lakeview Dr|Park Ave|Ridge Rd|Mill Rd|River Rd|Church St|High St|Station Rd|Bridge St|Market St|Union St|Willow Way|Hillcrest Dr|Sunset Blvd|Garden St|Meadow Ln|Orchard Rd|Spring St|Walnut St|Pine St|Chestnut St|Victoria Rd|King St|Queen St'.split(
    '|',
  ),
  de: 'Hauptstraße|Bahnhofstraße|Gartenstraße|Lindenstraße|Schulstraße|Bergstraße|Kirchweg|Marktplatz|Mühlenweg|Rosenweg|Wiesenstraße|Goethestraße|Schillerstraße|Ringstraße|Ahornweg|Talstraße|Feldstraße|Parkstraße|Uferweg|Poststraße'.split(
    '|',
  ),
  fr: 'rue de la République|rue Victor Hugo|avenue de la Gare|place du Marché|rue des Écoles|rue du Moulin|boulevard Voltaire|rue Pasteur|rue des Lilas|allée des Tilleuls|rue du Château|rue Nationale|quai du Port|rue de la Fontaine|rue des Jardins'.split(
    '|',
  ),
  es: 'Calle Mayor|Calle del Sol|Avenida de la Constitución|Plaza Nueva|Calle Real|Calle de la Luna|Avenida del Parque|Calle San Juan|Calle del Carmen|Paseo del Río|Calle Nueva|Calle de la Fuente|Avenida Libertad|Calle del Olivo|Calle Jardines'.split(
    '|',
  ),
  it: 'Via Roma|Via Garibaldi|Corso Italia|Piazza del Mercato|Via Dante|Via Mazzini|Via della Stazione|Via Verdi|Viale dei Tigli|Via San Marco|Via del Mulino|Via Cavour|Via dei Fiori|Via Nuova|Largo Europa'.split(
    '|',
  ),
  pt: 'Rua Direita|Rua das Flores|Avenida da Liberdade|Rua do Sol|Praça da República|Rua Nova|Rua do Comércio|Avenida Central|Rua da Igreja|Rua dos Pinheiros|Largo do Mercado|Rua da Fonte|Rua São João|Travessa do Rio|Rua do Jardim'.split(
    '|',
  ),
  nl: 'Dorpsstraat|Kerkstraat|Molenweg|Stationsweg|Marktplein|Schoolstraat|Julianalaan|Beukenlaan|Havenstraat|Lindelaan|Parkweg|Nieuwstraat|Eikenlaan|Wilhelminastraat|Raadhuisplein'.split(
    '|',
  ),
  nordic:
    'Storgata|Kyrkogatan|Strandvej|Skolegade|Parkveien|Hovedgaden|Bergsgatan|Havnegade|Skogveien|Torggata|Austurvegur|Kauppakatu|Kungsgatan|Lindevej|Asematie'.split(
      '|',
    ),
};
