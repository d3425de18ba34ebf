/** Everyday names in Scandinavian languages that the translated presets lack or assign to another niche: `language | id | names`. */
export const SCANDINAVIAN = `
sv | amenity/dentist | tandläkare, tandvård
sv | amenity/hospital | sjukhus
sv | amenity/pharmacy | apotek
sv | amenity/veterinary | veterinär
sv | office/lawyer | advokat, advokatbyrå, jurist
sv | office/estate_agent | mäklare, fastighetsmäklare
sv | office/accountant | redovisningsbyrå, revisor
sv | office/moving_company | flyttfirma
sv | shop/hairdresser | frisör, frisörsalong
sv | education/school | skola
sv | healthcare/psychotherapist | psykolog
sv | office/architect | arkitekt, arkitektkontor
sv | amenity/fuel | bensinstation
sv | shop/supermarket | mataffär, matbutik
sv | shop/bakery | bageri
sv | shop/car_repair | bilverkstad
sv | shop/florist | blomsteraffär, blomsterhandel
sv | craft/builder | byggföretag, byggfirma
sv | craft/cleaning | städfirma
sv | craft/plumber | rörmokare
sv | leisure/fitness_centre | gym
sv | education/driving_school | körskola
sv | tourism/hotel | hotell
da | amenity/dentist | tandlæge
da | amenity/hospital | hospital, sygehus
da | office/lawyer | advokat, advokatfirma
da | office/accountant | revisor
da | office/estate_agent | ejendomsmægler
da | office/moving_company | flyttefirma
da | shop/hairdresser | frisør, frisørsalon
da | education/school | skole
da | healthcare/psychotherapist | psykolog
da | office/architect | arkitekt, arkitektfirma
da | amenity/fuel | tankstation, benzinstation
da | shop/supermarket | supermarked
da | amenity/doctors | læge
da | shop/bakery | bageri, bager
da | shop/car_repair | bilværksted, autoværksted, mekaniker
da | craft/plumber | blikkenslager, VVS, VVS-installatør
da | craft/builder | byggefirma, entreprenør
da | craft/cleaning | rengøringsfirma
no | amenity/dentist | tannlege
no | office/lawyer | advokat
no | shop/hairdresser | frisør
no | shop/bakery | bakeri
no | craft/plumber | rørlegger
no | craft/electrician | elektriker
no | shop/car_repair | bilverksted
no | tourism/hotel | hotell
no | office/estate_agent | eiendomsmegler
`;
