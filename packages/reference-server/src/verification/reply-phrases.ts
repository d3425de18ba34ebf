/** Patterns of real replies in lower case, without addresses and links. `classifyReply` defines the order of use. */
const any = (...sources: readonly string[]): RegExp => new RegExp(sources.join('|'));

const BOX =
  "(?:e-?mail )?(?:account|mailbox|mail box|inbox|user|recipient|address|customer|subscriber)(?:'s)?(?: (?:account|mailbox|address|name))?";
const NOT = "(?: (?:is|was|has|does|do|did|could|can|be|been))*(?: ?not| ?n't|n't|not)(?: (?:be|been))?";

export const fullPhrases = any(
  '(?:mail ?box|mail box|inbox|account|user|maildir|recipient|folder|storage)[^.;]{0,40}\\bfull\\b',
  '(?:over|exceed(?:s|ed|ing)?|reached|above|beyond|exhausted|insufficient|not enough|out of|overdrawn)[^.;]{0,45}(?:mail ?box|inbox|disk|storage|user|account|mail)[^.;]{0,20}(?:quota|space|size|storage|limit|allocation)',
  '(?:mail ?box|inbox|user|account|recipient|disk|storage)[^.;]{0,40}(?:over|exceed(?:s|ed|ing)?|reached|above|out of|exhausted|beyond)[^.;]{0,30}(?:quota|space|size|storage|limit|allocation)',
  '(?:mail ?box|user|account|disk|storage)(?: disk)? quota[^.;]{0,20}(?:exceed|full|reached)',
  '\\bover ?quota\\b|quota (?:is )?(?:exceeded|full)|quota violation|exceeded (?:its |the |their )?quota|mail ?box size limit exceeded',
  'exceeded (?:the )?storage allocation|storage (?:quota|limit|allocation) exceeded|not enough (?:free )?(?:storage |disk )?space|insufficient (?:disk|storage|mail ?box) space|out of (?:storage|disk)? ?space|no space left',
  'boite[^.;]{0,30}(?:pleine|saturee)|buz[oó]n[^.;]{0,20}lleno|postfach[^.;]{0,20}voll|casella[^.;]{0,20}piena|caixa[^.;]{0,20}cheia',
);

/** Replies about the quota of the sender or the disk of the host, which say nothing about the mailbox. */
export const notMailboxFull = any(
  'system (?:storage|resources)|sending (?:quota|limit)|(?:daily|hourly|sending|message|rate|recipient|connection)s? (?:quota|limit|rate)',
  'message (?:is )?(?:too (?:big|large)|size)|size (?:of|exceeds fixed)|too many|maximum number|out of memory|per (?:hour|day|minute)|number of (?:connections|messages|recipients)',
);

export const disabledPhrases = any(
  `(?<!your )(?<!sender )(?<!sending )(?<!sender's )${BOX}[^.;:]{0,30}\\b(?:disabled|suspended|deactivated|de-activated|terminated|discontinued|inactive|not active|closed|blocked|locked|frozen|expired|cancell?ed|banned|archived|on hold|turned off|switched off|not activated|inactivated|withdrawn)\\b`,
  '(?:disabled|suspended|deactivated|inactive|terminated|closed|blocked|locked|frozen|expired|dormant|archived) (?:e-?mail )?(?:account|mail ?box|user|recipient|address)\\b',
  'account that you tried to reach is (?:disabled|inactive)|mail ?box currently suspended|due to (?:extended )?inactivity|has been retired',
  'boite[^.;]{0,30}(?:archivee|desactivee|bloquee)|compte[^.;]{0,20}(?:desactive|bloque|suspendu)|cuenta (?:deshabilitada|suspendida)',
);

export const temporaryPhrases = any(
  'try (?:again|later|again later|it again|back)|temporar|gr[ea]y-?list|\\bdeferred\\b|come back (?:later|in)|please retry|retry (?:later|in)|at a rate that|too quickly|veuillez essayer plus tard|mais tarde|m[aá]s tarde|sp[aä]ter',
);

export const splitPhrases = any(
  'too many recipients|one recipient (?:at a time|per)|only one recipient|multiple (?:regions|destination|recipients|domains)|more than one recipient|recipients? (?:in|belong to) (?:different|multiple)|maximum (?:number of )?recipients',
);

export const policyPhrases = any(
  '\\bblack-? ?list|block-? ?list|deny-? ?list|\\bdnsbl|\\brbl\\b|\\brbls\\b|spamhaus|spamcop|\\bsorbs\\b|sender ?score|barracudacentral|\\bcloudmark|invaluement|abuseat|proofpoint\\.com\\/\\?ip|\\buceprotect|mailspike|\\bcsi\\b|\\b(?:dt|mi|rp|hl):[a-z]{3}\\b',
  '\\bblocked\\b|\\bblocking\\b|is_blocked|\\bblock(?:ed)?[ _-]?(?:by|using|for|due|reason)|\\bbanned\\b|reputation|(?<!not )\\blisted (?:in|on|at|by)\\b|\\bspam(?:mer|ming|trap)?s?\\b|unsolicited|\\bbulk mail|\\babus(?:e|ive)\\b|\\bvirus|malware|phish|suspicio|suspected|bounce attack|likely',
  '\\b(?:your|sending|remote|client|source|connecting) (?:ip|host|server|network|isp|mta|client|mail ?server|domain|messages?(?! (?:was|could|has|will) not| not delivered)|connection)\\b|\\b(?:the|this) (?:ip|client|message|connection)\\b|\\bip(?: |-)?address|\\bip frequency|\\bfrequency limited|\\bip=|client host|\\bip \\[?\\d|from \\[?\\d+\\.\\d|messages? from|mail from|e-?mail from',
  'reverse (?:dns|lookup|hostname)|reverse-dns|\\br?dns\\b|\\bptr\\b|\\bhelo\\b|\\behlo\\b|hostname|\\bpolic(?:y|ies)\\b|administrative|prohibit|\\bsecurity\\b|\\bdynamic|residential|dial-?up|\\bcontent\\b',
  'authenticat|authori[sz]|\\bauth\\b|credentials|log ?in|\\brelay(?! recipient table)|rcpthosts|\\bspf\\b|\\bdkim\\b|\\bdmarc\\b|\\btls\\b|encrypt',
  '\\bsenders?\\b|null sender|return path|envelope from|reverse-path|too many|rate ?limit|sending (?:quota|limit)|limit exceeded|exceeded (?:the )?(?:maximum|limit)|\\bconnections?\\b|\\bsession\\b|throttl|call(?:back|out)|unusual|activity|complaint|contact (?:your|the) (?:isp|internet|postmaster|administrator)|contact tosa|not (?:allowed|permitted|whitelisted)|whitelist|service refuse|you are not|restricted|only accept|challenge|greet',
);

export const nomailPhrases = any(
  "(?:domain|host|server|system|site)[^.;]{0,40}(?:does not|doesn't|do not|not|never) (?:accept|receiv)\\w*[^.;]{0,10}(?:mail|message)",
  'null mx|no mail (?:is )?accepted|(?:does not|never) accepts? (?:any )?mail',
);

/** Phrases that mean an unknown user even with an X.7.x code. */
export const plainNoUserPhrases = any(
  'no such (?:user|mail ?box|recipient|account|person|address|e-?mail)|(?:user|recipient|mail ?box|account|address|addressee) (?:is )?unknown|unknown (?:local )?(?:user|recipient|mail ?box|account|address|addressee|local[- ]part|e-?mail)',
  `\\b${BOX}${NOT} (?:found|exist|existing|known|valid|recogni[sz]ed)`,
  'nosuchuser|recip(?:ient)?notfound|no mail ?box (?:here )?by that name|account that you tried to reach does not exist',
);

export const noUserPhrases = any(
  `\\b${BOX}[^.;]{0,60}(?:does ?n[o']t exist|does not exist|doesn't exist|dosn't exist|not exist|not on the list of|not found|couldn't be found|could not be found|is not known|unknown|not a (?:known|valid)|nonexistent|non-existent|is not valid|is invalid|isn't valid|not (?:present|listed|available|registered|recogni[sz]ed) (?:in|on|at|here)|is not (?:a )?(?:registered|customer))`,
  '(?:invalid|illegal|bad|unknown|unrouteable|unroutable|undeliverable|nonexistent|non-existent|not a valid|incorrect|wrong|unresolvable) (?:local |final |destination |e-?mail |rcpt )*(?:recipient|user|mail ?box|address|addressee|alias|account|e-?mail|local|name|destination)',
  "(?:no|not (?:our|a|any))(?: \\w+){0,3} (?:mail ?box|user|customer|account|recipient|person|addressee|subscriber|alias|member)\\b|doesn't have an? |does not have an? |not our customer|isn't (?:in|on) (?:my|our)|user not local|\\bno (?:user|account|mailbox|recipient)s?\\b|person (?:not|unknown)",
  'mail ?box (?:is )?(?:unavailable|not available|invalid)|(?:recipient|address|user) (?:has )?(?:moved|left)|has (?:left|moved)|no longer (?:accepts|works|exists|available|valid|with|in use|on (?:this )?server|active|an? )|unable to (?:find|locate|verify) (?:the )?(?:user|recipient|mail ?box)|cannot find (?:the |your )?(?:user|recipient|mail ?box)|mailbox (?:has )?been (?:deleted|removed)|(?:account|user|address)[^.;]{0,20}(?:deleted|removed)|not in (?:the |our )?(?:directory|address book|database)',
  "address(?:es)? (?:was |were |is |been )?(?:rejected|couldn't|could not)|recipients? (?:address )?(?:was |is |has been )?(?:rejected|not accepted|refused)|addressee|undeliverable|unrouteable|unroutable|not deliverable|not a deliverable|destinataire invalide|adresse (?:du )?(?:d au moins )?(?:un )?destinataire|inconnu|inexistant|empf[aä]nger (?:unbekannt|nicht)|desconocido|no existe|inesistente|sconosciut|usu[aá]rio (?:inexistente|n[aã]o)|domain not found|host (?:unknown|not found)|no such domain|unknown domain|no valid recipients|user_unknown|userunknown|user invalid|\\bdoe?sn't exist|mailbox_not|rcp-p1|user doesn",
);
