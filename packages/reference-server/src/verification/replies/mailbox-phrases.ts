import type { PhraseRow } from './phrase.ts';

/** Words that mean an unknown recipient, even beside a policy code (X.7.x). */
export const plainUnknownRows: readonly PhraseRow[] = [
  [
    'no such ((local|virtual) )?(user|mailbox|mail box|recipient|account|person|address|addressee|email)',
    'Exim, Sendmail, Postfix, Yandex',
  ],
  [
    '(user|recipient|mailbox|mail box|account|address|addressee)(s)? (is |are |was |were )?unknown',
    'Postfix, Sendmail, AT&T',
  ],
  [
    'unknown (local |virtual )?(user|recipient|mailbox|mail box|account|address|addressee|local part|email)',
    'hMailServer, qmail, web.de',
  ],
  ['(user|mailbox|recipient)unknown', 'Sisimai: Reason/UserUnknown'],
  ['{mailbox}{not} (found|exist|existing|exists|known|valid|recogni[sz]ed)', 'Exchange, Microsoft 365, 163'],
  [
    '(invalid|illegal|nonexistent|non existent|non existing) (recipient|user|mailbox|mail box|addressee|email address|email recipient|mail address)(s)?',
    'Trend Micro, Mimecast, Symantec, Zoho',
  ],
  ['(recipient|user|mailbox) (is )?invalid', 'Trend Micro, Coremail'],
  [
    'not (in|on) (the |our |my )?(list of )?(valid )?(recipients?|rcptto|validrcptto) (list|table|map)',
    'Trend Micro, qmail',
  ],
  ['not (in|on) (the |our |my )?list of (valid |known |local )*(recipients|users|mailboxes)', 'Trend Micro'],
  ["isn't in my (valid )?(recipient|rcptto) list", 'qmail'],
  ['not in my validrcptto list', 'Sisimai: Reason/UserUnknown'],
  ['not listed in (the )?(public|domino) (name|directory)', 'HCL Domino'],
  ['nosuchuser', 'Gmail: the link in its replies'],
  ['recip(ient)? ?not ?found', 'Exchange: RESOLVER.ADR'],
  ['*\\.recip(ient)?notfound', 'Exchange: RESOLVER.ADR'],
  ['no mailbox (here )?by (that|the) name', 'qmail'],
  ['account that you tried to reach does not exist', 'Gmail'],
  ["(this|that|the) user doesn't have an? [\\w.]+ account", 'Yahoo'],
  ['kein (solcher |solches )?(benutzer|empfanger|adressat|postfach|konto)', 'German hosts'],
  [
    '(benutzer|empfanger|adressat|postfach|konto|adresse|mailbox) .. (unbekannt|nicht bekannt|existiert nicht|nicht vorhanden|nicht gefunden)',
    'web.de, German hosts',
  ],
  ['unbekannter? (empfanger|benutzer|adressat)', 'German hosts'],
  ['(empfaenger|empfanger) (ist )?unbekannt', 'German hosts'],
  [
    '(utilisateur|destinataire|adresse|compte|boite) .. (inconnu|inexistant|introuvable|non trouve)e?',
    'French hosts',
  ],
  ["n'existe pas", 'French hosts'],
  ['adresse (du |d au moins un )?destinataire invalide', 'Orange, La Poste'],
  [
    '(usuario|destinatario|buzon|cuenta|direccion) .. (desconocid|inexistente|no encontrad)*',
    'Spanish hosts',
  ],
  ['(usuario|destinatario|buzon|cuenta|direccion) .. no existe', 'Spanish hosts'],
  ['no existe .. (usuario|persona|buzon|destinatario|cuenta|direccion)', 'Sisimai: Reason/UserUnknown'],
  [
    '(utente|destinatario|casella|indirizzo) .. (sconosciut|inesistente|non trovat|non esist)*',
    'Italian hosts',
  ],
  ['nessun utente', 'Sisimai: Reason/UserUnknown'],
  [
    '(usuario|destinatario|conta|caixa postal) .. (desconhecid|inexistente|nao existe|nao encontrad)*',
    'Portuguese hosts',
  ],
  ['(gebruiker|ontvanger|mailbox|postvak) .. (onbekend|bestaat niet|niet gevonden)', 'Dutch hosts'],
  ['onbekende (gebruiker|ontvanger)', 'Dutch hosts'],
  [
    '(uzytkownik|odbiorca|skrzynka|konto|adresat) .. (nieznany|nieznana|nie istnieje|nie znaleziono)',
    'Polish hosts: o2, wp.pl',
  ],
  ['nie ma takiego (uzytkownika|adresata|konta)', 'Polish hosts'],
  ['(uzivatel|prijemce|schranka) .. (neexistuje|neznamy|nenalezen)*', 'Czech hosts'],
  ['(okand|ukendt|ukjent) (anvandare|mottagare|bruger|modtager|bruker|mottaker)', 'Nordic hosts'],
  ['(kullanici|alici|posta kutusu) .. (bulunamadi|bilinmiyor|mevcut degil|yok)', 'Turkish hosts'],
  [
    '(пользователь|получатель|адресат|ящик|адрес) .. (не существует|не найден|неизвестен)*',
    'Mail.ru, Yandex, Russian hosts',
  ],
  ['нет такого (пользователя|адресата|получателя|ящика)', 'Russian hosts'],
  ['неизвестный (пользователь|получатель|адресат)', 'Russian hosts'],
  [
    '(用户|收件人|邮箱|帐号|账号|地址|使用者|收件者|信箱|郵箱) .. (不存在|未找到|找不到|无效|無效)',
    'QQ, Coremail, Chinese hosts',
  ],
  ['不存在的(用户|收件人|邮箱)', 'Chinese hosts'],
  ['(ユーザ|ユーザー|宛先|受信者|メールアドレス) .. (存在しません|見つかりません|不明)', 'Japanese hosts'],
];

/** Words that usually mean an unknown recipient, unless words or the code are about the client. */
export const likelyUnknownRows: readonly PhraseRow[] = [
  [
    "{mailbox} .. (does ?n[o']t exist|does not exist|doesn't exist|dosn't exist|not exist|not on the list of|not found|couldn't be found|could not be found|is not known|unknown|not a (known|valid)|nonexistent|non existent|is not valid|is invalid|isn't valid|not (present|listed|available|registered|recogni[sz]ed) (in|on|at|here)|is not (a )?(registered|customer))",
    'MDaemon, Charter, MailEnable',
  ],
  [
    '(address|mailbox|user|recipient|account)(es|s)? (is |are )?(invalid|wrong|incorrect|not present)',
    'Sisimai: Reason/UserUnknown',
  ],
  [
    '(invalid|illegal|bad|unknown|unrouteable|unroutable|undeliverable|nonexistent|non existent|not a valid|incorrect|wrong|unresolvable) (local |final |destination |email |rcpt )*(recipient|user|mailbox|mail box|address|addressee|alias|account|email|local|name|destination)(es|s)?',
    'Exim, Sendmail, Sophos',
  ],
  [
    '(no|not (our|a|any))( \\w+)? (mailbox|user|customer|account|recipient|person|addressee|subscriber|alias|member)',
    'Comcast, Exim',
  ],
  ['(no|not (our|a|any)) (valid|such|known|active) \\w+ (mailbox|user|customer|account|recipient)', 'Exim'],
  ["(doesn't|does not) have an? .. account", 'Yahoo'],
  ["isn't (in|on) (my|our)", 'qmail'],
  [
    'no (mailbox|mail box|account) (available )?for (this|that) (user|address|name)',
    'Sisimai: Reason/UserUnknown',
  ],
  ['not a registered .. user', 'Sisimai: Lhost/Domino'],
  ['user not local', 'RFC 5321: 551'],
  ['(no|not) (user|account|mailbox|recipient)s?', 'Exim'],
  ['there is no one at this address', 'Sisimai: Reason/UserUnknown'],
  ['person (not|unknown)', 'Exim'],
  [
    '(mailbox|mail box) (is )?(unavailable|unavaiable|not available|invalid|not present)',
    'RFC 5321: 550; outlook.com, GMX, Sophos',
  ],
  ['unavailable mail user', 'Coremail'],
  ['(recipient|address|user) (has )?(moved|left)', 'Sisimai: Reason/HasMoved'],
  [
    '(recipient|address|user|employee|person|mailbox|account) .. has (left|moved)',
    'Sisimai: Reason/HasMoved',
  ],
  [
    '(recipient|address|user|employee|person|mailbox|account) .. no longer (accepts|works|exists|available|valid|with|in use|on (this )?server|active|an? )*',
    'iCloud, Sisimai: Reason/HasMoved',
  ],
  ['unable to (find|locate) (the |that )?(user|recipient|mailbox|mail box)', 'Sisimai: Reason/UserUnknown'],
  [
    '(cannot|could not|can not) find (the |your )?(user|recipient|mailbox|mail box)',
    'Sisimai: Reason/UserUnknown',
  ],
  ['mailbox (has )?been (deleted|removed)', 'Zimbra'],
  ['(account|user|address|mailbox) .. (deleted|removed)', 'Zimbra'],
  ['not in (the |our )?(directory|address book|database)', 'Barracuda, Domino'],
  ['not present in directory', 'Sisimai: Reason/UserUnknown'],
  [
    '(undeliverable|unrouteable|unroutable|not deliverable|not a deliverable)',
    'Exim, Postfix: address verification',
  ],
  ['addressee (unknown|not)*', 'AT&T'],
  ['no valid recipients', 'Sisimai: Reason/UserUnknown'],
  ['user (invalid|unknow|unkown)', 'Coremail'],
  ["doe?sn't exist", 'Charter'],
  ['mailbox not', 'Yahoo'],
  ['rcp p1', 'Facebook: postmaster/response_codes'],
  ['user doesn*', 'Yahoo'],
  ['user missing home directory', 'Sisimai: Reason/UserUnknown'],
  ['not a local address', 'Sisimai: Reason/UserUnknown'],
  ['recipient is not local', 'Sisimai: Reason/UserUnknown'],
];

/** A refusal that names the recipient and gives no other reason. */
export const bareRejectionRows: readonly PhraseRow[] = [
  ["(address|addresses) (was |were |is |been )?(rejected|couldn't|could not)*", 'IronPort'],
  ['recipients? (address )?(was |is |has been )?(rejected|not accepted|refused)', 'Cox, KDDI'],
];

/** The mailbox exists and takes no mail for good. */
export const disabledRows: readonly PhraseRow[] = [
  ['{mailbox}[^.;:]{0,30} {closed}', 'Gmail, Yahoo, Sendmail, Zoho'],
  ['{mailbox} {closed}', 'Gmail, Yahoo'],
  [
    '(address|recipient) rejected: (user |account |mailbox |recipient )?(is )?(inactive|disabled|deactivated|suspended|closed|expired|terminated|account closed|not active)',
    'Postfix: access tables, Lycos',
  ],
  [
    '(disabled|suspended|deactivated|inactive|terminated|closed|blocked|locked|frozen|expired|dormant|archived) (email )?(account|mailbox|mail box|user|recipient|address)(es|s)?',
    'QQ, cPanel',
  ],
  ['account that you tried to reach is (disabled|inactive)', 'Gmail'],
  ['mailbox currently suspended', 'Sisimai: Reason/Suspend'],
  ['due to (extended )?inactivity', 'Sisimai: Reason/Filtered'],
  ['has been retired', 'Apple'],
  ['is now disabled with smtp service', '21cn.com'],
  ['recipient suspend the service', 'Sisimai: Reason/Suspend'],
  ['(boite|compte) .. (archive|desactive|bloque|suspendu)*', 'La Poste, Orange'],
  ['(konto|postfach|benutzer|empfanger) .. (gesperrt|deaktiviert|inaktiv|stillgelegt)', 'German hosts'],
  ['(cuenta|buzon|usuario) .. (deshabilitad|desactivad|suspendid|inactiv|bloquead)*', 'Spanish hosts'],
  ['(casella|utente|account) .. (disabilitat|disattivat|sospes|bloccat)*', 'Italian hosts'],
  ['(conta|caixa|usuario) .. (desativad|suspens|bloquead|inativ)*', 'Portuguese hosts'],
  ['(konto|skrzynka) .. (zablokowan|nieaktywn|wylaczon)*', 'Polish hosts'],
  ['(ящик|аккаунт|пользователь) .. (заблокирован|отключен|удален)*', 'Mail.ru, Yandex'],
  ['(用户|邮箱|帐号|账号) .. (已停用|已禁用|被禁用|被停用|被冻结|已冻结|已锁定|被锁)', 'Coremail, 163'],
];

/** The mailbox has no room. */
export const fullRows: readonly PhraseRow[] = [
  ['{storage} .. full', 'Gmail, Exchange, Dovecot'],
  ['full (mailbox|inbox)', 'Sisimai: Reason/MailboxFull'],
  [
    '{exceeded} .. (mail ?box|inbox|disk|disc|storage|user|account|mail)[^.;]{0,20}{limit}',
    'iCloud, Comcast, MDaemon',
  ],
  ['{storage} .. {exceeded}[^.;]{0,30}{limit}', 'Exchange, Rackspace'],
  ['(mail ?box|user|account|disk|storage)( disk)? quota .. (exceed|full|reached)*', 'Exim, Zimbra'],
  ['over ?quota', 'iCloud, qmail'],
  ['quota (is )?(exceeded|full)', 'Dovecot'],
  ['quota violation', 'Sisimai: Reason/MailboxFull'],
  ['over the (allowed )?quota', 'Dovecot'],
  ['exceed(ed|ing) (its |the |their |his |her )?quota', 'Dovecot'],
  ['mailbox size limit exceeded', 'Yandex'],
  ['exceeded (the )?storage allocation', 'RFC 5321: 552; GMX'],
  ['storage (quota|limit|allocation) exceeded', 'Comcast'],
  ['over storage quota', 'T-Online'],
  ['exhausted allowed storage', 'web.de'],
  ['not enough (free )?(storage |disk )?space', 'Sisimai: Reason/MailboxFull'],
  ['insufficient (disk|storage|mailbox) space', 'Sisimai: Reason/MailboxFull'],
  ['out of (storage|disk)? ?space', 'Gmail'],
  ['no space left', 'Sisimai: Reason/MailboxFull'],
  ["user's space has been used up", 'Sisimai: Reason/MailboxFull'],
  ['(boite|messagerie) .. (pleine|saturee)', 'Orange, La Poste'],
  ['quota .. (depasse|atteint)*', 'French hosts'],
  ['buzon .. (lleno|sin espacio)', 'Spanish hosts'],
  ['cuota .. (excedida|superada)', 'Spanish hosts'],
  ['casella .. piena', 'Italian hosts: Libero, Aruba'],
  ['caixa .. (cheia|lotada)', 'Portuguese hosts: UOL'],
  ['(postfach|mailbox|posteingang) .. (voll|uberfullt|ueberfuellt)', 'German hosts: Strato'],
  ['speicher(platz|volumen|plattform)? .. (uberschritten|ueberschritten|erschopft|voll)', 'web.de'],
  ['(postvak|postbus|mailbox) .. vol', 'Dutch hosts'],
  ['skrzynka .. (pelna|przepelniona)', 'Polish hosts'],
  ['(schranka|mailbox) .. (plna|zaplnena)', 'Czech hosts'],
  ['(brevlada|inkorg|postkasse|indbakke|innboks)n? .. (full|fuld|fyldt)', 'Nordic hosts'],
  ['posta kutusu .. dolu', 'Turkish hosts'],
  ['ящик .. (переполнен|полон)*', 'Mail.ru, Yandex'],
  ['превышен[^ ]* .. квот*', 'Mail.ru'],
  ['(邮箱|信箱|郵箱|收件箱|收件匣) .. (已?满|已?滿)', 'QQ, 163'],
  ['(空间|容量|空間) .. (不足|已?满|已?滿|超)', 'QQ: 收件人空间不足'],
  ['(メールボックス|受信箱) .. (いっぱい|満杯|容量)', 'Japanese hosts'],
];
