import { foldedWords, keyOf } from './phrase.ts';

/** Words that say nothing about the kind of business. */
const ENGLISH = `
company business firm corporation enterprise service shop store office agent agency center place provider supplier
professional specialist expert contractor vendor retailer outlet branch studio facility location organization organisation
industry local trade things anything
`;

/** The same in other languages, with their plurals. */
const FOREIGN = `
unternehmen firma firmen geschaft geschafte laden betrieb betriebe dienstleister dienstleistung dienstleistungen dienst dienste
buro buros agentur agenturen handler anbieter vertreter gewerbe branche fachgeschaft fachgeschafte
entreprise entreprises societe societes magasin magasins commerce commerces commercant commercants bureau bureaux agence agences
prestataire prestataires etablissement etablissements professionnel professionnels
empresa empresas negocio negocios tienda tiendas comercio comercios servicio servicios oficina oficinas agencia agencias
agente agentes compania companias local locales establecimiento establecimientos proveedor proveedores profesionales
azienda aziende impresa imprese ditta ditte negozio negozi servizio servizi ufficio uffici agenzia agenzie societa attivita
agenti esercizio esercizi professionista professionisti
loja lojas servico servicos escritorio escritorios comercio companhia companhias estabelecimento estabelecimentos fornecedor
bedrijf bedrijven winkel winkels dienst diensten kantoor kantoren zaak zaken onderneming ondernemingen vestiging agenten
foretag butik butiker affar affarer tjanst tjanster kontor byra byraer verksamhet
virksomhed virksomheder butikker forretning forretninger tjeneste tjenester kontorer selskab selskaber
firma firmy uslugi usluga sklep sklepy biuro biura przedsiebiorstwo przedsiebiorstwa agencja agencje punkt punkty
obchod obchody sluzby prodejna
sirket sirketler magaza magazalar dukkan dukkanlar isletme isletmeler ofis ofisler hizmet hizmetler
yritys yritykset kauppa kaupat palvelu palvelut toimisto toimistot liike liikkeet
компания компании магазин магазины услуги офис офисы фирма фирмы бизнес
компания компаніі компанія магазини послуги офіс
verkauf vente ventes venta ventas vendita venda verkoop forsaljning salg sprzedaz prodej
`;

const englishKeys = new Set(foldedWords(ENGLISH).map((word) => keyOf([word])));
const foreignWords = new Set(foldedWords(FOREIGN));

/** Returns true for a word such as `companies`, which says nothing about the kind of business. Takes words without accents. */
export const isEmptyWord = (word: string): boolean =>
  englishKeys.has(keyOf([word])) || isEmptyForeignWord(word);

/** Returns true for a word such as `empresas`. */
export const isEmptyForeignWord = (word: string): boolean => foreignWords.has(word);
