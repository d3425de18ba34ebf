/**
 * Names of functions by language, as offices, shops, practices and schools use them for their shared mailboxes: singular and
 * plural, in full spelling. The functions are those of RFC 2142 and of the categories of npm role-based-email-addresses 3.1.0
 * (sales, support, staff, booking, administration). The words were collected by hand, because no kept list covers these languages.
 * Words that are also common first names or surnames are left out.
 */
export const roleWords: Readonly<Record<string, string>> = {
  English: `info support sales admin post enquiries inquiries dpo gdpr compliance postmaster abuse webmaster hostmaster
    noreply no-reply donotreply do-not-reply mailer-daemon office contact hr it-support billing team accounts payable
    receivable accountspayable accountsreceivable bookkeeping bookkeeper appointment appointments front-desk membership
    memberships lettings rentals repairs showroom surgery clinic practice patients parishoffice admissions bursar
    enrolment enrolments enquiry quote quotation quotations estimate estimates deliveries collections warranty returns
    refunds wholesale dispatch tenders procurement customerrelations mailroom payroll safeguarding`,
  German: `abo abos abonnement abonnements angebot angebote anfrage anfragen anmeldung anmeldungen apotheke archiv auftrag
    aufträge auskunft ausbildung außendienst beratung bestellung bestellungen bestellservice betrieb betriebsleitung
    betriebsrat bewerbung bewerbungen bibliothek buchhaltung buchung buchungen büro bürgerbüro bürgermeister datenschutz
    direktion disposition einkauf empfang entsorgung feedback feuerwehr filiale finanzen förderverein gemeinde geschäftsführung
    geschäftsleitung geschäftsstelle hausmeister hausverwaltung hilfe immobilien innendienst jugendamt kanzlei karriere kasse
     kontakt kundenbetreuung kundencenter kundendienst kundenservice lager leitung lohnbuchhaltung mahnung mahnungen
    meldung meldungen miete mietverwaltung mitglieder mitgliedschaft museum notariat notdienst ordnungsamt passamt
    personal personalabteilung pfarramt pfarrbüro poststelle praxis presse pressestelle produktion projekte qualität rathaus
    rechnung rechnungen rechnungseingang rechtsabteilung redaktion reklamation reklamationen reservierung reservierungen
    rezeption schule schulleitung sekretariat service shop spenden stadtverwaltung standesamt stellenangebote steuerberatung
    stiftung störung störungen tagespflege technik telefonzentrale termin termine ticketservice touristinfo tourismus
    verein vereine verkauf verlag vermietung versand versicherung vertrieb vertriebsinnendienst verwaltung vorstand wartung
    werbung werkstatt widerruf zahlung zahlungen zentrale`,
  French: `abonnement abonnements accueil achat achats adhésion adhésions administratif administration administrations agence
    atelier billetterie boutique bureau cabinet candidature candidatures clientèle clients commande commandes commercial
    commerciaux communication compta comptabilité comptable conciergerie contact contactez-nous demande demandes devis
    direction dons emploi emplois encaissement facturation facture factures formation formations fournisseurs gestion
    inscription inscriptions ingénierie juridique livraison livraisons location locations magasin mairie maintenance
    notaires paie paiement paiements partenariat partenariats pharmacie planning presse production qualité réception
    réclamation réclamations recouvrement recrutement rédaction rendez-vous renseignement renseignements réservation
    réservations restauration rh sav scolarité secrétariat secrétariat-général service-client serviceclient service-clients
    serviceclients siège sinistre sinistres standard syndic technique tourisme trésorerie vente ventes vie-scolaire`,
  Spanish: `academia administración administracion almacén asesoría atención atencionalcliente atenciónalcliente ayuda ayuntamiento
    boletín calidad citas clientes clínica cobros comercial compra compras comunicación consulta consultas contabilidad
    contacto contrataciones cotización cotizaciones curriculum curriculums despacho dirección empleo empleos envíos eventos
    facturación factura facturas farmacia finanzas formación gerencia gestión hostelería incidencia incidencias informes
    inscripción inscripciones inmobiliaria logística mantenimiento matrícula matrículas mesadeayuda notaría oficina pago
    pagos pedido pedidos prensa presupuesto presupuestos proveedores proyectos publicidad recepción reclamación reclamaciones
    recursoshumanos redacción registro reserva reservas reservaciones rrhh secretaría seguros servicio servicios
    servicioalcliente soporte sugerencias taller técnico tesorería tienda trabajo turismo venta ventas`,
  Portuguese: `agendamento agendamentos ajuda almoxarifado assistência atendimento atendimentoaocliente cadastro câmara candidatura
    candidaturas clientes clínica cobrança comercial compra compras comunicação consultório contabilidade contato contatos
    contacto cotação cotações cotacoes currículo currículos diretoria direcção direção encomenda encomendas engenharia entrega
    entregas escritório escola estoque eventos fatura faturas faturação faturamento financeiro financeira fiscal fornecedores
    geral gerência imobiliária imprensa jurídico loja logística manutenção marcação marcações matrícula matrículas oficina
    orçamento orçamentos ouvidoria pagamento pagamentos pedido pedidos prefeitura projetos qualidade receção recepção
    reclamação reclamações recrutamento recursoshumanos redação reserva reservas secretaria secretaria-geral suporte
    sugestões tesouraria turismo vagas venda vendas vereadores`,
  Italian: `abbonamento abbonamenti acquisti acquisto agenzia amministrazione ambulatorio appuntamento appuntamenti archivio assistenza
    assistenzaclienti assistenzatecnica associazione azienda biblioteca biglietteria biglietti bottega candidature cantina
    centralino clienti commerciale comune comunicazione comunicazioni consulenza contabilità contatti contatto cooperativa
     direttivo direzione fattura fatture fatturazione farmacia ferramenta fornitori formazione gestione informazioni
    informazione iscrizione iscrizioni lavoraconnoi laboratorio logistica magazzino manutenzione negozio notaio officina
    ordine ordini ospitalità pagamenti pagamento parrocchia personale preventivo preventivi prenota prenotazione
    prenotazioni produzione progetti promozione protocollo qualità redazione reception reclami reclamo recapito ricevimento
    ricambi richiesta richieste ristorante risorseumane sartoria segnalazioni segreteria servizi servizio servizioclienti
    sindaco soci spedizioni stampa studio studiolegale studiomedico supporto tecnico tesoreria turismo ufficio
    ufficiostampa ufficiotecnico uffici vendite vendita`,
  Dutch: `aanmelding aanmeldingen aanvraag aanvragen abonnement abonnementen administratie advies afspraak afspraken backoffice
    balie bedrijf bedrijven bedrijfsbureau bestelling bestellingen bestuur bibliotheek boeking boekingen boekhouding crediteuren
    debiteuren directie facturatie factuur facturen financiën gemeente hulp huisartsen inkoop inschrijving inschrijvingen
    kantoor klachten klacht klantenservice klantcontact klanten ledenadministratie magazijn makelaar meldkamer
    offerte offertes onderhoud opleidingen order orders planning personeelszaken praktijk privacy productie receptie
    redactie reservering reserveringen retouren salarisadministratie school secretariaat service sollicitatie sollicitaties
    techniek tandarts thuiszorg vacature vacatures vereniging verhuur verkoop verzekeringen voorlichting vragen
    werkplaats werken-bij zakelijk `,
  Polish: `administracja apteka awaria awarie biblioteka biuro biura dostawa dostawy dyrekcja dyrektor dział działhandlowy
    faktura faktury finanse firma gabinet gmina handlowy hurtownia informacja informacje kadry kancelaria
    kasa klient klienci klinika kontakt kontakty księgowość kwatery logistyka magazyn mieszkania muzeum nieruchomości notariusz
    oferta oferty obsługa obsługaklienta parafia płatności pomoc praca prasa produkcja projekt projekty przychodnia redakcja
    reklama reklamacja reklamacje rekrutacja rejestracja rezerwacja rezerwacje recepcja sekretariat serwis sklep sprzedaż
     szkoła szkolenia techniczny transport ubezpieczenia uczelnia urząd urzad warsztat windykacja wynajem wójt
    zakupy zamówienia zamówienie zapytania zapytanie zarząd zgłoszenia zgłoszenie`,
  Czech: `administrativa advokát dílna doprava dotazy ekonomické faktura faktury fakturace fakturantka informace inzerce
    jednatel kancelář kontakt kontakty knihovna lékárna nákup objednávka objednávky obchod obec obecní
    ordinace personální podatelna podpora pokladna poptávka poptávky poradna prodej prodejna provoz předseda přihlášky recepce
    redakce reklamace reklamační rezervace ředitel ředitelství sekretariát servis sklad škola školka technik účetní
    účetnictví účtárna úřad ubytování vedení výroba vstupenky zákazníci zákaznickýservis zásilky`,
  Slovak: `administratíva ambulancia dopyt dopyty ekonomika faktúra faktúry fakturácia informácie kancelária knižnica lekáreň
    nákup objednávka objednávky obchod obec obecný ordinácia podateľňa podpora pokladňa predaj predajňa prevádzka recepcia
    redakcia reklamácia reklamácie rezervácia rezervácie riaditeľ sekretariát servis sklad škola účtovníctvo účtáreň úrad
    ubytovanie výroba zákazníci zákazníckyservis`,
  Hungarian: `adminisztráció ajánlat ajánlatkérés állás állások bérszámfejtés beszerzés értékesítés értekesites foglalás foglalások
    gazdasági hirdetés információ iroda iskola jelentkezés kapcsolat kereskedelem könyvelés könyvtár logisztika
    megrendelés megrendelések óvoda panasz pályázat pénzügy polgármester polgarmesterihivatal posta raktár recepció rendelés
    rendelések rendelő reklamáció sajtó szállás számla számlák számlázás szerkesztőség szerviz szolgáltatás titkárság
    tanácsadás ügyfélszolgálat ügyvezető üzemeltetés üzletvezető vevőszolgálat vezetőség webáruház webshop`,
  Romanian: `abonamente achiziții achizitii administrativ ajutor anunțuri aprovizionare asistență avocat birou cabinet cariere casierie
    cereri clienți clinică comandă comenzi comercial comunicare contabil contabilitate conducere cursuri depozit director
    expediere facturare facturi factură farmacie financiar gestiune informații înscrieri juridic livrări logistică magazin
     notariat notar ofertă oferte plăți presă primărie primaria producție programare programări
    reclamații recepție recrutare recursosumane redacție registratură relațiiclienți relatiiclienti resurseumane rezervare
    rezervări salarizare școală secretariat secretar serviciuclienți suport tehnic vânzări vanzari`,
  Swedish: `administration ansökan ansökningar anmälan anmälningar beställning beställningar biljetter bokning bokningar bokningen
    butik butiken ekonomi expedition faktura fakturor försäljning förskola förvaltning frågor hjälp inköp information
    jobb kansli kansliet kassör kommun kommunikation kontakt kontor kontoret kundservice kundtjänst lager ledning
    leverantörsreskontra marknad medlem medlemmar mottagning offert offerter order ordförande personal
    personalavdelning post press prenumeration reception receptionen redaktion redaktionen registrator rektor reklamation
    reservdelar säkerhet sekreterare serviceverkstad skola skolan styrelse styrelsen tandläkare tidsbokning uthyrning
    verkstad verkstan`,
  Danish: `abonnement administration ansøgning ansøgninger bestilling bestillinger billetter bogholder bogholderi bogholderiet
     borgerservice butik butikken direktion ejendomme faktura fakturaer forening forretning formand forsendelse
    hovedkontor indkøb job jobansøgning kantine kasserer klinik klinikken kommune kontakt kontor kontoret kunde
    kundeservice kursus lager ledelse lokaler lønning medlem medlemmer post presse receptionen redaktion
    redaktionen regnskab reklamation reklamationer reservation salg sekretariat sekretariatet sekretær skole skolen
    skolekontor tandlæge tilbud udlejning værksted økonomi`,
  Norwegian: `administrasjon avdeling bestilling bestillinger bibliotek billetter butikk daglig-leder dagligleder faktura fakturaer
    fakturamottak firmapost forespørsel innkjøp informasjon jobb kommune kontakt kontor kontoret kundeservice kundesenter lager
    ledelse markedsføring medlem medlemmer nettbutikk post postmottak presse påmelding redaksjon redaksjonen regnskap
    reklamasjon reparasjon resepsjon resepsjonen salg sekretariat skole styret styreleder teknisk tilbud timebestilling utleie
    verksted økonomi`,
  Finnish: `ajanvaraus apteekki asiakaspalvelu asiakkaat asiakastuki hallinto hallitus henkilöstö hotelli huolto ilmoittautuminen
    ilmoittautumiset jäsenet jäsenasiat kahvila kauppa kehitys keittiö kirjaamo kirjanpito kirjasto korjaamo koulu
    koulutus kunta laskut laskutus liput markkinointi maksut myymälä myynti neuvonta osto ostot ostoreskontra
    palaute palkanlaskenta palkat palvelu palvelut rekry rekrytointi sihteeri taloushallinto talous tarjous tarjoukset
    tarjouspyyntö tarjouspyynnöt tiedotus tietosuoja tilaukset tilaus toimisto toimitus toimitusjohtaja tuki tuotanto
    vaihde varaosat varaus varaukset varasto vastaanotto verkkokauppa viestintä vuokraus yhteys yhteydenotto`,
  Turkish: `abonelik arıza basın bayi bilgi bilgiedinme bilgiislem bilgi-islem danışma danışmanlık depo destek dış-ticaret
    disticaret eczane eğitim etkinlik fatura faturalar finans genel-müdürlük ihracat ihale iletisim iletişim
    insankaynakları insankaynaklari kariyer kalite kayıt klinik kurumsal lojistik magaza mağaza mali-isler maliisler muhasebe
    müdürlük muayenehane müşteri müşterihizmetleri musterihizmetleri odeme ödeme okul öneri operasyon pazarlama personel
    proje projeler randevu reklam resepsiyon rezervasyon rezervasyonlar santral satınalma satinalma satış
    satis sekreterya sekreter servis sevkiyat siparis sipariş siparişler şikayet sikayet teklif teknik teknikservis
    üretim uyelik üyelik yatırımcı yonetim yönetim`,
  Russian: `админ администрация аптека аренда бронирование бронь бухгалтер бухгалтерия вакансии вакансия вопросы дирекция директор
    доставка жалобы заказ заказы заявка заявки инфо информация кадры канцелярия клиент клиенты клиника контакт контакты
    логистика магазин маркетинг менеджер обращения опт отдел отделкадров отделпродаж офис оплата поддержка помощь почта
    пресса приемная приёмная продажа продажи производство реклама ректор резюме секретарь секретариат сервис склад снабжение
    справка техподдержка тендер услуги школа юрист
    administraciya arenda bronirovanie buh buhgalter buhgalteria buhgalteriya dostavka direktor kadry kantselyariya
     kontakty logistika magazin opttorg oplata otdel otdelkadrov otdelprodazh ofis pochta podderzhka priemnaya
    prodazha prodazhi prodaja reklama rezume sekretar sklad snab snabzhenie spravka tehpodderzhka vakansii zakaz zakazy
    zayavka zayavki zakupki`,
  Ukrainian: `адміністрація аптека бухгалтерія бронювання вакансії директор довідка доставка замовлення запитання запис звернення
    інформація канцелярія кадри клієнти контакти логістика магазин маркетинг офіс оплата підтримка послуги приймальня
    продаж продажі реклама секретар склад школа юрист bukhhalteriia buhgalteriia dovidka pidtrymka prodazh
    zamovlennia vidpovid`,
  Bulgarian: `администрация библиотека бюро връзки деловодство доставки запитване запитвания заявки клиенти кметство контакти офис
    поддръжка поръчки поръчка продажби работа редакция резервации резервация рецепция секретар сервиз склад счетоводство
    търговия училище фактури deloviodstvo delovodstvo porachki prodajbi prodazhbi schetovodstvo rezervacii targovia`,
  Greek: `αγγελίες αποθήκη γραμματεία γραφείο διεύθυνση διοίκηση εξυπηρέτηση επικοινωνία κρατήσεις λογιστήριο παραγγελίες πληροφορίες
    πωλήσεις υποστήριξη φαρμακείο dioikisi epikoinonia exypiretisi grammateia grafeio kratiseis logistirio paraggelies plirofories
    poliseis promitheies ypostirixi`,
  Croatian: `administracija ambulanta direktor dječjivrtić faktura fakture financije informacije jamstvo kadrovska kontakt knjigovodstvo
    knjižnica kupnja ljekarna nabava narudžba narudžbe opcina općina ordinacija podrška ponuda ponude poslovnica
    posao pitanja predsjednik prijava prijave prodaja proizvodnja računi računovodstvo recepcija redakcija reklamacije
    rezervacija rezervacije skladište škola tajništvo tajnistvo trgovina turizam uprava upit upiti ured usluge zaposlenje`,
  Serbian: `apoteka biblioteka fakturisanje finansije informacije kancelarija klinika komercijala kontakt ljudskiresursi magacin nabavka
    opština poliklinika podrska porudžbine porudzbine prodavnica prodaja računovodstvo racunovodstvo recepcija redakcija
    rezervacije sekretar servis škola uprava`,
  Slovenian: `administracija ambulanta direktor financa informacije knjižnica kadrovska kontakt lekarna nabava
    naročila naročilo narocila obcina občina podpora ponudba ponudbe povpraševanje povprasevanje prijave prodaja proizvodnja
    računi racuni računovodstvo recepcija rezervacije skladišče šola tajništvo tajnistvo trgovina turizem uprava zaposlitev`,
  Lithuanian: `administracija apskaita biblioteka buhalterija direkcija direktorius darbas finansai gamyba informacija kanceliarija karjera
    kontaktai klientai klinika mokykla pagalba pardavimai pardavimas parduotuvė personalas priėmimas prekyba raštinė rastine
    redakcija registratūra registratura rezervacija rezervacijos sandėlis savivaldybė sekretorė sekretoriatas servisas
    sąskaitos saskaitos užklausos uzsakymai užsakymai vadyba vaistinė`,
  Latvian: `administrācija aptieka atbalsts birojs biblioteka direktors finanses grāmatvedība gramatvediba iepirkumi informācija
    izglītība kanceleja klienti klīnika kontakti lietvediba lietvedība noliktava novads palīdzība pasūtījumi pasutijumi
    personāls pārdošana pardosana pieteikumi redakcija reģistratūra rezervacija rezervācijas rēķini rekini sekretāre
    serviss skola tirdzniecība vakances veikals`,
  Estonian: ` apteek arveldus broneeri broneering broneeringud direktor haldus hinnapäring juhatus kaubandus
    kantselei kliendid klienditeenindus klienditugi kontakt kontor müük muuk myyk müügiosakond osakond
    päringud personal raamatupidaja raamatupidamine registratuur sekretär sekretar tellimine tellimus tellimused teenindus
    tehnika toetus tootmine turundus vastuvõtt`,
  Catalan: `administració ajuntament atenció botiga comandes comercial comptabilitat comunicació consultes consulta contacte
    direcció escola factura factures facturació formació gerència informació inscripcions magatzem oficina pressupost pressupostos
    premsa recepció redacció reserves reserva secretaria serveis suport taller vendes`,
  Indonesian: `administrasi akuntansi bantuan belanja hubungi informasi keluhan kantor karir kerjasama keuangan layanan
    layananpelanggan lowongan pemasaran pembelian pemesanan pendaftaran pengaduan penjualan pelanggan perpustakaan personalia
    pesanan promosi redaksi reservasi sekolah sekretariat sekretaris tagihan `,
  Vietnamese: `baochi chamsockhachhang cskh dathang datphong hanhchinh hotro ketoan kinhdoanh lienhe muahang nhansu thongtin tuyendung tuvan
    vanphong vanthu banhang`,
  Japanese: `eigyo eigyou gyomu hoken jimu jimukyoku jinji keiri kenkyu kouhou madoguchi saiyo saiyou seisan shiryo shomu
    soumu somu toiawase yoyaku`,
};
