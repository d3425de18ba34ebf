/** Everyday names of schools, therapists, sports and lodgings that the presets of OpenStreetMap lack or assign to another niche: `id | label | names`. */
export const EDUCATION_CARE_LEISURE = `
leisure/fitness_centre | Gym | gym, fitness center, fitness club, health club, fitness studio, fitness, crossfit, crossfit gym, personal trainer, pilates studio, pilates, gymnasium, gym and fitness, boxing gym, fitness center gym, weight training gym, health and fitness club, spin studio, barre studio, fitness trainer
leisure/fitness_centre/yoga | Yoga Studio | yoga studio, yoga, yoga class, yoga teacher
leisure/sports_centre | Sports Center | sports center, leisure center
education/dancing_school | Dance School | dance studio, dance school, dance academy, dance class, ballet school, ballet studio, dance lesson, dancing school, salsa class, salsa school, dance teacher
leisure/dance | Dance Hall | dance hall
healthcare/dentist/orthodontics | Orthodontist | orthodontist, orthodontic
healthcare/physiotherapist | Physiotherapist | physiotherapist, physical therapist, physiotherapy, physical therapy, physio, physical therapy clinic, physiotherapy clinic, physio clinic, sports physio, sports physiotherapist
healthcare/alternative/chiropractic | Chiropractor | chiropractor, chiropractic, chiropractic clinic
healthcare/psychotherapist | Psychotherapist | psychotherapist, psychologist, counsellor, psychotherapy, psychology practice, mental health clinic, marriage counselor, marriage counseling, couple therapist, family therapist, mental health counselor, child psychologist, psychology clinic, psychiatry clinic, counseling
healthcare/optometrist | Optometrist | optometrist, eye doctor, eye clinic, eye care, eye care center, eye specialist, optometry
education/university | University | university
education/college | College | college, community college
education/driving_school | Driving School | driver school
education/school | School | school, private school, primary school, high school, public school, elementary school, secondary school, middle school, grammar school, boarding school, international school, catholic school, christian school, charter school, comprehensive school, independent school, academy school
education/language_school | Language School | language school, english school, language center, english academy, language academy
education/music_school | Music School | music school, music teacher, piano teacher, music lesson, guitar teacher, guitar lesson, piano lesson, violin teacher, singing teacher, voice teacher, music academy
education/kindergarten | Kindergarten | kindergarten
education/prep_school | Tutoring Center | tutor, tutoring, tutoring center, test prep, math tutor, english tutor, private tutor, tuition center, tuition, learning center, coaching center
tourism/hotel | Hotel | hotel, boutique hotel
tourism/guest_house | Guest House | guest house, bed and breakfast, b b, bnb, guesthouse, inn, bed and breakfast inn, guesthouse inn, homestay, pension
tourism/chalet | Holiday Cottage | holiday home, vacation rental, holiday cottage, vacation home, holiday let, holiday rental, holiday cottage rental, vacation house, cabin rental
tourism/camp_site | Campground | campground, campsite, camping, camping site
tourism/gallery | Art Gallery | art gallery, gallery
tourism/museum | Museum | museum
leisure/sports_centre/climbing | Climbing Gym | climbing gym, climbing wall, bouldering gym, climbing center, bouldering
leisure/golf_course | Golf Course | golf course, golf club
leisure/amusement_arcade | Amusement Arcade | arcade, video arcade, amusement arcade
leisure/ice_rink | Ice Rink | ice skating rink, skating rink, ice rink
leisure/horse_riding | Riding School | riding school, horse riding, horse riding school, equestrian center, riding stable, stable
leisure/trampoline_park | Trampoline Park | trampoline park
leisure/indoor_play | Indoor Play Center | soft play, soft play center, indoor play center, play center
tourism/apartment | Holiday Apartment | serviced apartment, holiday apartment, vacation apartment, aparthotel
tourism/caravan_site | RV Park | caravan park, rv park, trailer park campground, holiday park
tourism/hostel | Hostel | hostel, youth hostel, backpackers
healthcare/laboratory | Medical Laboratory | medical lab, medical laboratory, diagnostic lab, diagnostic center, blood test lab, pathology lab
healthcare/podiatrist | Podiatrist | podiatrist, podiatry, chiropodist, foot doctor, foot clinic
healthcare/audiologist | Audiologist | audiologist, audiology, audiology clinic
healthcare/alternative/acupuncture | Acupuncturist | acupuncturist, acupuncture, acupuncture clinic
healthcare/alternative/osteopathy | Osteopath | osteopath, osteopathy
healthcare/occupational_therapist | Occupational Therapist | occupational therapy
healthcare/speech_therapist | Speech Therapist | speech therapy, speech pathologist, speech language pathologist
healthcare/rehabilitation | Rehabilitation Center | rehab, rehab center, rehabilitation center, drug rehab
healthcare/midwife | Midwife | midwife, midwifery
club/sport | Sports Club | sports club, football club, soccer club, tennis club, cricket club, rugby club, swim club, swimming club
leisure/sports_centre/karting | Go-Kart Track | go kart, go kart track, go karting, karting
`;
