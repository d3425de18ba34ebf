/** Everyday names in German that the translated presets lack or assign to another niche: `language | id | names`. */
export const GERMAN = `
de | amenity/dentist | Zahnarzt, Zahnarztpraxis, Zahnklinik, Zahnmedizin
de | amenity/doctors | Arzt, Hausarzt, Arztpraxis, Allgemeinarzt, Hausarztpraxis
de | amenity/veterinary | Tierarzt, Tierarztpraxis, Tierklinik
de | office/lawyer | Anwalt, Rechtsanwalt, Anwaltskanzlei, Rechtsanwaltskanzlei, Kanzlei, Fachanwalt
de | office/tax_advisor | Steuerberater, Steuerberatung, Steuerkanzlei
de | office/accountant | Buchhalter, Wirtschaftsprüfer
de | shop/hairdresser | Friseur, Frisör, Friseursalon, Frisörsalon, Friseurladen, Coiffeur
de | shop/hairdresser/barber | Barbier, Herrenfriseur
de | shop/bakery | Bäcker, Bäckerei, Konditorei
de | shop/butcher | Metzger, Metzgerei, Fleischerei, Fleischer, Schlachterei
de | shop/car | Autohaus, Autohändler
de | shop/car_repair | Autowerkstatt, Kfz-Werkstatt, Werkstatt, Autoreparatur, Karosseriewerkstatt
de | craft/plumber | Klempner, Installateur, Sanitär, Sanitärinstallateur, Sanitärfirma
de | craft/hvac | Heizungsbauer, Heizungsinstallateur, Heizung und Sanitär, Sanitär und Heizung, Klimatechnik
de | craft/painter | Maler, Malermeister, Malerbetrieb
de | craft/joiner | Tischler, Tischlerei, Schreiner, Schreinerei
de | craft/carpenter | Zimmermann, Zimmerei
de | craft/roofer | Dachdecker, Dachdeckerbetrieb
de | education/school | Schule, Grundschule, Gymnasium
de | office/architect | Architekt, Architekturbüro, Architektenbüro
de | amenity/fuel | Tankstelle
de | shop/pet_grooming | Hundesalon, Hundefriseur
de | craft/glaziery | Glaser, Glaserei
de | amenity/childcare | Kita, Kindertagesstätte
de | education/kindergarten | Kindergarten
de | shop/supermarket | Supermarkt
de | shop/garden_centre | Gärtnerei, Gartencenter
de | healthcare/psychotherapist | Psychotherapeut, Psychologe, Psychotherapiepraxis
de | amenity/pub | Kneipe
de | shop/furniture | Möbelhaus, Möbelgeschäft
de | shop/travel_agency | Reisebüro
de | shop/optician | Optiker, Augenoptiker
de | amenity/pharmacy | Apotheke
de | craft/tiler | Fliesenleger
de | craft/builder | Bauunternehmen, Baufirma, Bauunternehmer
de | craft/gardener | Gärtner, Gartenbaubetrieb, Landschaftsgärtner, Garten- und Landschaftsbau
de | craft/cleaning | Reinigungsfirma, Gebäudereiniger, Putzfirma, Reinigungsunternehmen, Gebäudereinigung
de | craft/electrician | Elektriker, Elektroinstallateur, Elektrobetrieb
de | shop/florist | Blumenladen, Blumengeschäft, Florist
de | shop/books | Buchladen, Buchhandlung
de | shop/jewelry | Juwelier, Schmuckgeschäft, Goldschmied
de | shop/locksmith | Schlüsseldienst
de | shop/shoes | Schuhgeschäft, Schuhladen
de | shop/clothes | Bekleidungsgeschäft, Modegeschäft, Kleidergeschäft
de | shop/beauty | Kosmetikstudio, Kosmetiksalon
de | shop/beauty/nails | Nagelstudio
de | shop/funeral_directors | Bestatter, Bestattungsinstitut, Bestattungsunternehmen
de | leisure/fitness_centre | Fitnessstudio, Fitnesscenter
de | tourism/apartment | Ferienwohnung
de | tourism/chalet | Ferienhaus
de | tourism/guest_house | Pension, Gästehaus
de | office/moving_company | Umzugsunternehmen, Umzugsfirma, Umzugsservice
de | office/estate_agent | Immobilienmakler, Makler, Immobilienbüro
de | office/insurance | Versicherungsmakler, Versicherungsagentur, Versicherung, Versicherungsvertreter
de | office/advertising_agency | Werbeagentur, Marketingagentur
de | office/it | Softwareunternehmen, Softwarefirma, IT-Unternehmen, IT-Dienstleister, Webdesigner, Webagentur
de | office/notary | Notar, Notariat
de | healthcare/physiotherapist | Physiotherapeut, Physiotherapie, Physiotherapiepraxis, Krankengymnastik
de | amenity/ice_cream | Eisdiele, Eiscafé
de | amenity/fast_food | Imbiss
de | amenity/restaurant | Gaststätte, Wirtshaus, Gasthaus
de | craft/caterer | Catering, Partyservice, Cateringfirma
de | craft/photographer | Fotograf, Fotostudio, Hochzeitsfotograf
de | office/courier | Kurierdienst, Kurier
de | office/logistics | Spedition, Logistikunternehmen, Speditionsunternehmen
de | shop/bicycle | Fahrradladen, Fahrradgeschäft, Fahrradhändler
`;
