/**
 * Addresses of templates, forms and instructions. The English ones follow pull request 3175 of speakeasy-api/gram; those of
 * other languages are the placeholders that public form templates in that language show in an e-mail field.
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Names of a domain under any suffix: "example" (`example.co.uk`, `beispiel.de`), "domain" and the German Mustermann. */
export const exampleNames: ReadonlySet<string> = new Set(
  words(
    'example examples beispiel exemple ejemplo esempio exemplo voorbeeld exempel eksempel esimerkki przyklad priklad pelda domain dominio domaine domein domena yourdomain mustermann musterfirma beispielfirma musterdomain firmenname companyname',
  ),
);

/** Registered domains that stand in templates. They count on their own website only. */
export const templateDomains: ReadonlySet<string> = new Set(
  words(`
    email.com email.tld email.de email.com.br email.pt email.es email.fr email.nl email.co.uk somewhere.com yours.com
    mail.tld test.com test.de test.fr test.tld doe.com johndoe.com janedoe.com site.com site.fr website.com websitename.com
    company.com company.org company.net company.de company.co.uk company.fr companyname.com businessname.com
    organization.org organisation.org school.edu university.edu college.edu address.com emailaddress.com placeholder.com
    sample.com acme.com acme.org acmecorp.com foo.com bar.com foobar.com asdf.com qwerty.com xyz.tld brand.com
    firma.de firma.at firma.ch firma.com firma.pl firma.cz firma.sk firma.dk firma.no firma.ro musterfirma.de musterfirma.ch
    muster.de muster.ch mustermann.de mustermann.com mustermann.at max-mustermann.de maxmustermann.de musterdomain.de
    muster-domain.de musterunternehmen.de musterseite.de unternehmen.de unternehmen.com verein.de anbieter.de
    entreprise.fr entreprise.com societe.fr domaine.fr domaine.com nomdedomaine.fr nomdedomaine.com
    empresa.com empresa.es empresa.com.br empresa.com.mx empresa.pt dominio.com dominio.es dominio.it dominio.com.br dominio.pt
    correo.com correo.es nombre.com azienda.it azienda.com ditta.it sito.it miosito.it 
    bedrijf.nl bedrijf.be bedrijfsnaam.nl domein.nl domeinnaam.nl
    domena.pl domena.cz domena.sk twojafirma.pl nazwafirmy.pl firmaadi.com sirket.com sirketadi.com alanadi.com
    foretag.se foretaget.se bolag.se virksomhed.dk bedrift.no yritys.fi yritys.com ceg.hu cegnev.hu
    hogehoge.com hogehoge.jp xxx.com xxxx.com xxx.co.jp perusahaan.com namadomain.com tencongty.com tenmien.com
    domen.ru kompaniya.ru pochta.tld
    sentry.io wixpress.com sentry-next.wixpress.com sentry.wixpress.com godaddy.com latofonts.com schema.org w3.org
    wordpress.org gravatar.com googletagmanager.com
  `),
);

/** "Your" and "my" in front of one of the nouns of the same language, with or without a hyphen: `ihre-domain.de`. */
export const possessives: readonly (readonly [owners: readonly string[], nouns: readonly string[]])[] = [
  [
    words('your my our'),
    words(
      'domain domainname domain-name site website web company companyname company-name business businessname emailaddress',
    ),
  ],
  [
    words('your'),
    words(
      'email mail name shop store brand org organization organisation agency school clinic practice restaurant hotel firm team client blog',
    ),
  ],
  [
    words('ihre ihr deine dein meine mein eure unsere'),
    words(
      'domain domainname firma firmenname webseite website seite homepage adresse name unternehmen shop mail email betrieb',
    ),
  ],
  [
    words('votre vos mon ma ton notre'),
    words(
      'domaine site siteweb site-web entreprise societe nom nomdedomaine nom-de-domaine email mail adresse marque boutique',
    ),
  ],
  [
    words('tu su mi nuestro'),
    words('dominio empresa sitio sitioweb correo email web nombre negocio tienda pagina'),
  ],
  [words('tuo vostro suo mio il-tuo iltuo'), words('dominio sito sitoweb nome email')],
  [words('tua vostra sua mia la-tua latua'), words('azienda email mail attivita impresa')],
  [words('seu sua meu minha teu tua'), words('dominio empresa site email nome negocio loja')],
  [words('uw jouw mijn je'), words('domein domeinnaam bedrijf bedrijfsnaam site website naam email mail')],
  [words('twoja moja twoj moj nazwa'), words('domena firma strona adres email nazwa firmy domeny')],
  [words('vase vasa vas moje moja tvoje'), words('domena firma web email stranka stranky spolecnost')],
  [
    words('din dina ditt mitt min dit mit'),
    words('doman domain domane domaene domene foretag firma virksomhed bedrift sida side email mail hemsida'),
  ],
  [words('sinun oma teidan'), words('domain yritys sivusto nimi')],
  [words('sajat az-on te'), words('domain ceg cegnev email oldal')],
  [words('sizin alan sirket firma'), words('domain adiniz adresiniz siteniz sirketiniz')],
  [words('nama domain email perusahaan situs'), words('domain anda perusahaan kamu situs')],
  [words('vash vashe moi moy'), words('domen sait sajt site pochta kompaniya email')],
  [words('numele domeniul firma compania'), words('tau dumneavoastra ta dvs')],
];

/** Local parts that name their content in place of a mailbox. */
export const placeholderLocals: ReadonlySet<string> = new Set(
  words(`
    you your youremail your-email your.email your_email yourname your-name your.name your_name youraddress yourcompany
    yourdomain youruser yourusername username user.name user-name name firstname lastname first last first.last firstlast
    flast firstname.lastname firstname_lastname firstnamelastname firstinitial.lastname f.lastname first.lastname
    name.surname surname givenname.surname emailaddress email.address enteryouremail enter.your.email someone somebody anyone
    example examples sample placeholder xxx xxxx xxxxx abc123 foo foobar asdf johndoe123
    ihre ihr deine dein votre vous voce uw jouw twoj tu.email
    vorname nachname vorname.nachname vorname_nachname vorname-nachname vornamenachname v.nachname vorname.name max.mustermann
    max-mustermann max_mustermann maxmustermann erika.mustermann erikamustermann m.mustermann mustermann ihre.email ihre-email
    ihremail ihreemail ihr.name ihr-name ihrname deine.email deine-email deinname dein.name beispiel
    prenom nom prenom.nom prenom-nom prenom_nom nom.prenom p.nom votre.nom votrenom votre-nom votre.email votre-email
    votreemail votremail votre.adresse adressemail exemple jean.exemple
    nombre apellido nombre.apellido nombreapellido nombre_apellido tu.correo tucorreo tu-correo tu.email tuemail tu.nombre
    tunombre sucorreo su.correo correoelectronico micorreo ejemplo usuario
    nome cognome nome.cognome nomecognome n.cognome tuonome tuo.nome iltuonome tuaemail tua.email latuaemail vostraemail esempio
    nome.sobrenome sobrenome nome.apelido seunome seu.nome seuemail seu.email seu-email exemplo
    voornaam achternaam voornaam.achternaam v.achternaam voornaam_achternaam uwnaam uw.naam jouwnaam jouw.naam uwemail uw.email
    jouwemail jouw.email voorbeeld naam
    imie nazwisko imie.nazwisko twojemail twoj.email twoj-email twojadres jan.kowalski jmeno prijmeni jmeno.prijmeni vas.email
    vas-email vasemail meno.priezvisko meno fornavn etternavn fornavn.etternavn efternavn fornavn.efternavn fornamn efternamn
    fornamn.efternamn ditt.namn dittnamn din.epost dinepost din.email dinemail dit.navn ditnavn etunimi sukunimi
    etunimi.sukunimi nimi.sukunimi keresztnev vezeteknev vezeteknev.keresztnev nev ime.prezime ime.priimek adiniz adsoyad
    ad.soyad adi.soyadi isim.soyisim nume.prenume prenume.nume imya.familiya imya familiya vashe.imya nama namaanda emailanda
    hoten tenban taro.yamada yamada.taro yamada
  `),
);

/** "Enter" and "insert" at the start of a local part. */
export const instruction =
  /^(?:insert|enter|type|put|replace)[._-]|^(?:user(?:name)?|name|email)[._-]?here$|^x{3,}$/;
