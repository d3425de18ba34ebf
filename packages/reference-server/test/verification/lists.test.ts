import { describe, expect, test } from 'vitest';
import { isDisposable, isFreeProvider } from '../../src/verification/domain-lists.ts';
import { isRole } from '../../src/verification/role-names.ts';

describe('the domain of an address', () => {
  test.each([
    'mailinator.com',
    'guerrillamail.com',
    '10minutemail.com',
    'yopmail.com',
    'temp-mail.org',
    'trashmail.com',
    'sharklasers.com',
    'anything.33mail.com',
    'mail7.sharklasers.com',
    'a.b.guerrillamail.com',
    'inbox.temp-mail.org',
  ])('C152: is disposable: %s', (domain) => {
    expect(isDisposable(domain)).toBe(true);
  });

  test.each([
    'gmail.com',
    'outlook.com',
    'yahoo.com',
    'icloud.com',
    'proton.me',
    'gmx.de',
    'mail.com',
    'consultant.com',
    'dr.com',
    'duck.com',
    'mozmail.com',
    'simplelogin.com',
    'passmail.net',
    'addy.io',
    'someone.anonaddy.com',
    'smileaustin.com',
    'example.org',
    'hush.com',
    'mail2world.com',
    'x.hush.com',
    'mm.st',
    'myfastmail.com',
    'nus.edu.sg',
    'cs.nus.edu.sg',
    'toko.web.id',
    'firma.com.com',
    'shop.mooo.com',
    'harbor.pp.ua',
    'firma.za.com',
  ])('is not disposable: %s', (domain) => {
    expect(isDisposable(domain)).toBe(false);
  });

  test.each([
    'gmail.com',
    'outlook.com',
    'yahoo.com',
    'gmx.de',
    'tutanota.com',
    'proton.me',
    'mail.ru',
    'qq.com',
  ])('belongs to a free provider: %s', (domain) => {
    expect(isFreeProvider(domain)).toBe(true);
  });

  test.each(['mailinator.com', 'yopmail.com', 'smileaustin.com', 'microsoft.com'])(
    'does not belong to a free provider: %s',
    (domain) => {
      expect(isFreeProvider(domain)).toBe(false);
    },
  );
});

describe('the local part of an address', () => {
  test.each([
    'info',
    'support',
    'sales',
    'admin',
    'INFO',
    'sales+web',
    'no-reply',
    'kontakt',
    'office',
    'billing',
    'jobs',
    'büro',
    'buero',
    'rechnungseingang',
    'comptabilite',
    'comptabilité',
    'facturación',
    'faturamento',
    'ufficio',
    'prenotazioni',
    'klantenservice',
    'boekhouding',
    'księgowość',
    'zamowienia',
    'objednávky',
    'uctaren',
    'ügyfélszolgálat',
    'vanzari',
    'kundtjänst',
    'regnskab',
    'postmottak',
    'asiakaspalvelu',
    'muhasebe',
    'satış',
    'бухгалтерия',
    'zakaz',
    'замовлення',
    'счетоводство',
    'epikoinonia',
    'računovodstvo',
    'narocila',
    'buhalterija',
    'gramatvediba',
    'raamatupidamine',
    'comptabilitat',
    'penjualan',
    'service-client',
    'atencion.al.cliente',
  ])('C152: names a role: %s', (local) => {
    expect(isRole(local)).toBe(true);
  });

  test.each([
    'hello',
    'abc',
    'aaa',
    '123',
    '2015',
    '2029',
    'test',
    'anna',
    'info2',
    'infox',
    'my.info',
    's.ales',
    'maria.post1',
    'bron',
    'abi',
    'kita',
    'karin',
    'ing',
    'petra.lager2',
    'alexa',
    'paris',
    '',
  ])('does not name a role: %j', (local) => {
    expect(isRole(local)).toBe(false);
  });
});
