/** Everyday names in Portuguese that the translated presets lack or assign to another niche: `language | id | names`. */
export const PORTUGUESE = `
pt | amenity/dentist | dentista, clínica dentária, clínica odontológica, consultório odontológico
pt | amenity/veterinary | veterinário, clínica veterinária
pt | amenity/hospital | hospital
pt | amenity/doctors | médico, consultório médico
pt | tourism/hotel | hotel
pt | tourism/guest_house | pousada
pt | office/lawyer | advogado, advogada, escritório de advocacia
pt | office/accountant | contabilista, contador, escritório de contabilidade
pt | shop/hairdresser | cabeleireiro, cabeleireira, salão de cabeleireiro
pt | shop/hairdresser/barber | barbearia, barbeiro
pt | shop/bakery | padaria, padeiro
pt | shop/pastry | pastelaria, confeitaria
pt | shop/butcher | talho, açougue
pt | shop/car_repair | oficina mecânica, mecânico, oficina auto
pt | shop/car | concessionária, stand de automóveis
pt | shop/florist | florista, floricultura
pt | education/school | escola, colégio
pt | healthcare/psychotherapist | psicólogo, psicoterapeuta
pt | amenity/fuel | posto de gasolina, posto de combustível, bomba de gasolina
pt | office/architect | arquiteto
pt | craft/photographer | fotógrafo
pt | amenity/restaurant | restaurante
pt | shop/books | livraria
pt | shop/jewelry | joalharia, joalheria
pt | amenity/pharmacy | farmácia
pt | shop/beauty | salão de beleza
pt | shop/clothes | loja de roupas, loja de roupa
pt | shop/optician | ótica, óptica
pt | shop/travel_agency | agência de viagens
pt | shop/locksmith | chaveiro, serralheiro
pt | leisure/fitness_centre | ginásio, academia de ginástica
pt | office/estate_agent | imobiliária, corretor de imóveis
pt | office/insurance | seguradora, corretora de seguros
pt | office/moving_company | empresa de mudanças, mudanças
pt | craft/plumber | encanador, canalizador
pt | craft/electrician | eletricista, electricista
pt | craft/builder | construtora, empresa de construção
pt | craft/cleaning | empresa de limpeza
pt | education/driving_school | autoescola, escola de condução
pt | shop/furniture | loja de móveis
`;
