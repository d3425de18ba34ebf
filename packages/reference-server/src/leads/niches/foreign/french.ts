/** Everyday names in French that the translated presets lack or assign to another niche: `language | id | names`. */
export const FRENCH = `
fr | amenity/dentist | dentiste, cabinet dentaire, chirurgien-dentiste
fr | amenity/doctors | médecin, médecin généraliste, cabinet médical, docteur
fr | office/lawyer | avocat, cabinet d'avocats, avocate
fr | office/accountant | comptable, expert-comptable, cabinet comptable, cabinet d'expertise comptable
fr | shop/hairdresser | coiffeur, salon de coiffure, coiffeuse
fr | shop/hairdresser/barber | barbier
fr | shop/bakery | boulangerie, boulanger, boulangerie-pâtisserie
fr | shop/pastry | pâtisserie, pâtissier
fr | shop/butcher | boucherie, boucher, boucherie-charcuterie
fr | amenity/hospital | hôpital
fr | craft/carpenter | charpentier
fr | craft/joiner | menuisier, menuiserie, ébéniste
fr | craft/plumber | plombier, plomberie, plombier-chauffagiste
fr | craft/hvac | chauffagiste
fr | craft/painter | peintre en bâtiment
fr | craft/builder | entreprise de construction, constructeur de maisons, entreprise générale du bâtiment
fr | craft/gardener | paysagiste, jardinier
fr | craft/cleaning | entreprise de nettoyage, société de nettoyage
fr | craft/stonemason | maçon
fr | shop/car_repair | garage, garage automobile, garagiste, mécanicien, carrosserie, carrossier
fr | education/school | école, collège, lycée
fr | amenity/childcare | crèche, garderie
fr | shop/pet_grooming | toiletteur, toilettage, salon de toilettage, toiletteur pour chien
fr | office/notary | notaire
fr | healthcare/psychotherapist | psychologue, psychothérapeute
fr | shop/florist | fleuriste
fr | shop/locksmith | serrurier
fr | craft/tiler | carreleur
fr | craft/roofer | couvreur
fr | craft/electrician | électricien
fr | office/architect | architecte
fr | amenity/veterinary | vétérinaire, clinique vétérinaire
fr | shop/seafood | poissonnerie
fr | shop/wine | caviste
fr | shop/car | concessionnaire, concession automobile
fr | shop/jewelry | bijouterie, bijoutier, joaillier
fr | shop/books | librairie
fr | shop/clothes | magasin de vêtements
fr | shop/shoes | magasin de chaussures
fr | shop/optician | opticien
fr | shop/beauty | institut de beauté, salon de beauté, esthéticienne
fr | shop/travel_agency | agence de voyages, agence de voyage
fr | shop/funeral_directors | pompes funèbres
fr | shop/tobacco | bureau de tabac, tabac
fr | leisure/fitness_centre | salle de sport, salle de fitness, salle de gym, club de fitness
fr | education/driving_school | auto-école
fr | office/estate_agent | agence immobilière, agent immobilier
fr | office/insurance | assurance, assureur, agence d'assurances, courtier en assurances
fr | office/moving_company | déménageur, entreprise de déménagement, société de déménagement
fr | office/advertising_agency | agence de communication, agence de publicité, agence marketing
fr | tourism/guest_house | chambre d'hôtes, maison d'hôtes
fr | tourism/chalet | gîte
fr | healthcare/physiotherapist | kinésithérapeute, kiné
fr | craft/caterer | traiteur
fr | office/courier | coursier
fr | shop/furniture | magasin de meubles
fr | shop/bicycle | magasin de vélos, vélociste
`;
