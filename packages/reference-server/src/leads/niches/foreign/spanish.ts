/** Everyday names in Spanish that the translated presets lack or assign to another niche: `language | id | names`. */
export const SPANISH = `
es | amenity/dentist | dentista, clínica dental, odontólogo, consultorio dental
es | amenity/doctors | médico, consultorio médico
es | amenity/hospital | hospital
es | amenity/bar | bar, bares
es | amenity/restaurant | restaurante
es | tourism/hotel | hotel
es | office/lawyer | abogado, despacho de abogados, bufete de abogados, bufete
es | office/accountant | contador, contable, contador público, despacho contable
es | office/tax_advisor | asesoría fiscal, asesor fiscal, gestoría
es | shop/hairdresser | peluquería, peluquero, estilista
es | shop/hairdresser/barber | barbería, barbero
es | shop/bakery | panadería, panadero
es | shop/pastry | pastelería
es | shop/butcher | carnicería, carnicero
es | shop/car_repair | taller mecánico, taller de coches, mecánico, taller de reparación
es | shop/car | concesionario, concesionario de coches
es | shop/locksmith | cerrajero, cerrajería
es | education/school | escuela, colegio, instituto
es | healthcare/psychotherapist | psicólogo, psicóloga, psicoterapeuta
es | shop/seafood | pescadería
es | shop/greengrocer | frutería, verdulería
es | shop/books | librería
es | amenity/veterinary | veterinario, clínica veterinaria
es | amenity/cafe | cafetería, café
es | amenity/fuel | gasolinera, estación de servicio
es | office/architect | arquitecto, estudio de arquitectura
es | craft/photographer | fotógrafo
es | shop/dry_cleaning | tintorería
es | amenity/pharmacy | farmacia
es | amenity/ice_cream | heladería
es | shop/hardware | ferretería
es | shop/florist | floristería, florería, florista
es | shop/optician | óptica, óptico
es | shop/beauty | salón de belleza, centro de estética, estética
es | shop/clothes | tienda de ropa, boutique de ropa
es | shop/shoes | zapatería, tienda de zapatos
es | shop/jewelry | joyería, joyero
es | shop/travel_agency | agencia de viajes
es | shop/funeral_directors | funeraria
es | leisure/fitness_centre | gimnasio
es | education/driving_school | autoescuela, escuela de manejo
es | education/language_school | academia de idiomas, academia de inglés
es | office/estate_agent | inmobiliaria, agencia inmobiliaria, agente inmobiliario
es | office/insurance | aseguradora, agencia de seguros, correduría de seguros, seguros
es | office/moving_company | empresa de mudanzas, mudanzas
es | office/advertising_agency | agencia de marketing, agencia de publicidad
es | office/notary | notaría, notario
es | craft/plumber | fontanero, plomero, fontanería, plomería
es | craft/electrician | electricista
es | craft/builder | constructora, empresa de construcción
es | craft/painter | pintor
es | craft/carpenter | carpintero, carpintería
es | craft/cleaning | empresa de limpieza
es | craft/gardener | jardinero, jardinería
es | office/courier | mensajería, empresa de mensajería
es | shop/furniture | mueblería, tienda de muebles
`;
