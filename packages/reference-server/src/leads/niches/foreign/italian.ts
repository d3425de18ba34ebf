/** Everyday names in Italian that the translated presets lack or assign to another niche: `language | id | names`. */
export const ITALIAN = `
it | amenity/dentist | dentista, studio dentistico
it | amenity/doctors | medico, medico di base, studio medico
it | amenity/veterinary | veterinario, clinica veterinaria, ambulatorio veterinario
it | amenity/hospital | ospedale
it | office/lawyer | avvocato, studio legale
it | office/accountant | commercialista, ragioniere, studio commercialista
it | shop/hairdresser | parrucchiere, parrucchiera, salone di parrucchiere
it | shop/hairdresser/barber | barbiere
it | shop/bakery | panificio, panetteria, panettiere, fornaio
it | shop/pastry | pasticceria
it | shop/butcher | macelleria, macellaio
it | shop/car_repair | officina meccanica, officina, autofficina, meccanico, carrozzeria
it | shop/car | concessionaria, concessionaria auto, concessionario
it | shop/florist | fioraio, fiorista
it | shop/jewelry | gioielleria, oreficeria
it | shop/books | libreria
it | education/school | scuola
it | healthcare/psychotherapist | psicologo, psicoterapeuta
it | craft/photographer | fotografo, studio fotografico
it | amenity/fuel | distributore di benzina, benzinaio
it | shop/stationery | cartoleria
it | amenity/ice_cream | gelateria
it | amenity/cafe | caffetteria
it | amenity/restaurant | ristorante, trattoria, osteria
it | shop/locksmith | fabbro
it | amenity/pharmacy | farmacia
it | shop/hardware | ferramenta
it | shop/optician | ottica, ottico
it | shop/beauty | centro estetico, estetista
it | shop/clothes | negozio di abbigliamento
it | shop/travel_agency | agenzia di viaggi, agenzia di viaggio
it | shop/funeral_directors | agenzia funebre, pompe funebri
it | tourism/hotel | albergo, alberghi, hotel
it | tourism/guest_house | agriturismo, affittacamere
it | leisure/fitness_centre | palestra
it | office/estate_agent | agenzia immobiliare, agente immobiliare
it | office/insurance | agenzia assicurativa, assicurazione
it | office/moving_company | ditta di traslochi, traslochi, impresa di traslochi
it | office/notary | notaio, studio notarile
it | office/architect | architetto, studio di architettura
it | office/advertising_agency | agenzia di marketing, agenzia pubblicitaria
it | craft/plumber | idraulico
it | craft/electrician | elettricista
it | craft/painter | imbianchino
it | craft/joiner | falegname, falegnameria
it | craft/builder | impresa edile, impresa di costruzioni
it | craft/cleaning | impresa di pulizie
it | craft/gardener | giardiniere
it | education/driving_school | autoscuola, scuola guida
it | office/courier | corriere
it | shop/furniture | negozio di mobili, mobilificio
`;
