/** Everyday names in Dutch that the translated presets lack or assign to another niche: `language | id | names`. */
export const DUTCH = `
nl | amenity/dentist | tandarts, tandartspraktijk
nl | amenity/doctors | huisarts, huisartsenpraktijk, dokter
nl | amenity/hospital | ziekenhuis
nl | amenity/veterinary | dierenarts, dierenkliniek
nl | office/lawyer | advocaat, advocatenkantoor
nl | office/accountant | boekhouder, accountant, accountantskantoor
nl | shop/hairdresser | kapper, kapsalon
nl | shop/hairdresser/barber | herenkapper
nl | shop/bakery | bakkerij, bakker
nl | shop/butcher | slagerij, slager
nl | shop/bicycle | fietsenwinkel, fietsenmaker, fietswinkel
nl | shop/car_repair | autogarage, garage
nl | shop/car | autodealer, autobedrijf
nl | shop/florist | bloemist, bloemenwinkel
nl | shop/clothes | kledingwinkel
nl | shop/shoes | schoenenwinkel
nl | shop/jewelry | juwelier
nl | shop/books | boekhandel, boekwinkel
nl | shop/beauty | schoonheidssalon
nl | education/school | school, basisschool
nl | tourism/museum | museum, musea
nl | office/architect | architect, architectenbureau
nl | amenity/childcare | kinderdagverblijf, kinderopvang
nl | healthcare/psychotherapist | psycholoog, psychotherapeut
nl | amenity/pharmacy | apotheek
nl | shop/supermarket | supermarkt
nl | shop/travel_agency | reisbureau
nl | leisure/fitness_centre | sportschool, fitnesscentrum
nl | office/estate_agent | makelaar, makelaarskantoor
nl | office/notary | notaris, notariskantoor
nl | office/moving_company | verhuisbedrijf, verhuizer
nl | office/advertising_agency | reclamebureau, marketingbureau
nl | office/insurance | verzekeringskantoor, verzekeringsmakelaar
nl | craft/plumber | loodgieter, loodgietersbedrijf
nl | craft/electrician | elektricien
nl | craft/painter | schilder, schildersbedrijf
nl | craft/carpenter | timmerman
nl | craft/roofer | dakdekker
nl | craft/builder | aannemer, bouwbedrijf
nl | craft/gardener | hovenier, tuinman
nl | craft/cleaning | schoonmaakbedrijf
nl | education/driving_school | rijschool
nl | healthcare/physiotherapist | fysiotherapeut, fysiotherapie
nl | office/courier | koeriersdienst, koerier
nl | shop/furniture | meubelwinkel, meubelzaak
`;
