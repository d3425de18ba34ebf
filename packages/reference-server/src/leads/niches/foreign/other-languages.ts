/** Everyday names in other languages that the translated presets lack or assign to another niche: `language | id | names`. */
export const OTHER_LANGUAGES = `
pl | amenity/dentist | dentysta, stomatolog, gabinet stomatologiczny, gabinet dentystyczny
pl | amenity/doctors | lekarz, przychodnia
pl | amenity/hospital | szpital
pl | office/lawyer | prawnik, adwokat, kancelaria prawna, kancelaria adwokacka, radca prawny
pl | office/accountant | księgowy, księgowa, biuro rachunkowe
pl | shop/hairdresser | fryzjer, salon fryzjerski
pl | shop/car_repair | warsztat samochodowy, mechanik samochodowy, mechanik
pl | shop/beauty | salon kosmetyczny, salon urody, kosmetyczka
pl | education/school | szkoła
pl | healthcare/psychotherapist | psycholog, psychoterapeuta
pl | amenity/fuel | stacja benzynowa, stacja paliw
pl | office/architect | architekt
pl | craft/joiner | stolarz
pl | amenity/pharmacy | apteka
pl | office/notary | notariusz
pl | shop/optician | optyk
pl | shop/travel_agency | biuro podróży
pl | craft/builder | firma budowlana
pl | craft/cleaning | firma sprzątająca
pl | office/moving_company | firma przeprowadzkowa, przeprowadzki
pl | office/estate_agent | biuro nieruchomości, agencja nieruchomości
pl | office/courier | firma kurierska, kurier
pl | education/driving_school | szkoła jazdy
cs | amenity/dentist | zubař, zubní lékař, zubní ordinace
cs | shop/bakery | pekárna, pekařství
cs | shop/hairdresser | kadeřnictví, kadeřník
cs | office/lawyer | advokát, advokátní kancelář, právník
cs | craft/plumber | instalatér
cs | shop/car_repair | autoservis
cs | office/estate_agent | realitní kancelář
tr | amenity/dentist | diş hekimi, dişçi, diş kliniği
tr | amenity/restaurant | restoran, lokanta
tr | office/lawyer | avukat
tr | shop/hairdresser | kuaför
tr | craft/plumber | tesisatçı
tr | office/estate_agent | emlakçı, emlak ofisi
fi | amenity/dentist | hammaslääkäri
fi | shop/hairdresser | kampaamo, parturi, parturi-kampaamo
fi | amenity/pharmacy | apteekki, apteekit
fi | shop/bakery | leipomo
fi | craft/plumber | putkimies
fi | office/estate_agent | kiinteistönvälittäjä
hu | amenity/restaurant | étterem, éttermek
hu | amenity/dentist | fogorvos, fogászat
hu | shop/hairdresser | fodrász, fodrászat
ro | amenity/dentist | dentist, stomatolog, cabinet stomatologic
ro | shop/bakery | brutărie
ro | office/lawyer | avocat, cabinet de avocatură
ru | amenity/dentist | стоматолог, стоматология, стоматологическая клиника, зубной врач
ru | office/lawyer | адвокат, юрист, юридическая фирма
ru | shop/hairdresser | парикмахерская, парикмахер, салон красоты
ru | craft/plumber | сантехник
ru | shop/car_repair | автосервис
ru | office/estate_agent | агентство недвижимости, риелтор
uk | amenity/dentist | стоматолог, стоматологія
uk | office/lawyer | адвокат, юрист
uk | shop/hairdresser | перукарня, перукар
el | amenity/dentist | οδοντίατρος
el | office/lawyer | δικηγόρος
el | craft/plumber | υδραυλικός
ja | amenity/restaurant | レストラン, 飲食店
ja | amenity/dentist | 歯医者, 歯科, 歯科医院
ja | office/lawyer | 弁護士, 法律事務所
ja | shop/hairdresser | 美容院, 美容室
zh-CN | amenity/restaurant | 餐厅, 饭店, 餐馆
zh-CN | amenity/dentist | 牙医, 牙科, 牙科诊所
zh-CN | office/lawyer | 律师, 律师事务所
zh-TW | amenity/restaurant | 餐廳
zh-TW | amenity/dentist | 牙醫, 牙科
ko | amenity/dentist | 치과
ko | amenity/restaurant | 식당, 음식점, 레스토랑
ko | shop/hairdresser | 미용실
ar | amenity/dentist | طبيب أسنان
ar | amenity/restaurant | مطعم, مطاعم
he | amenity/dentist | רופא שיניים, מרפאת שיניים
`;
