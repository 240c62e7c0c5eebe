export const UI_LANGUAGES = ['en', 'de', 'zh'] as const;
export type UiLanguage = (typeof UI_LANGUAGES)[number];
type Row = readonly [en: string, de: string, zh: string];

/** Every text of the pages: English, German, Chinese. `{n}` stands for a value; `.one` and `.other` follow the number. */
export const WORDS = {
  heading: ['What customers say', 'Was Kunden sagen', '客户之声'],
  language: ['Language of this page', 'Sprache dieser Seite', '页面语言'],
  live: ['Live', 'Live', '实时'],
  trying: ['Not connected, trying again', 'Nicht verbunden, neuer Versuch läuft', '连接中断，正在重试'],
  loading: ['Loading …', 'Wird geladen …', '加载中……'],
  close: ['Close', 'Schließen', '关闭'],
  'arrived.one': ['{n} new item', '{n} neuer Eintrag', '{n} 条新内容'],
  'arrived.other': ['{n} new items', '{n} neue Einträge', '{n} 条新内容'],
  empty: [
    'Nothing here yet. Write down the first thing a customer says.',
    'Noch nichts da. Schreiben Sie auf, was ein Kunde sagt.',
    '这里还没有内容。请记下客户说的第一句话。',
  ],
  emptyFiltered: ['Nothing matches these filters.', 'Nichts passt zu diesen Filtern.', '没有符合筛选条件的内容。'],
  older: ['Show older', 'Ältere anzeigen', '查看更早的内容'],
  reading: ['Being read …', 'Wird gelesen …', '正在解读……'],
  arriving: ['On its way to the feed …', 'Auf dem Weg in den Feed …', '正在进入动态……'],
  erased: [
    'These words were forgotten, as the customer wished.',
    'Diese Worte wurden auf Wunsch des Kunden vergessen.',
    '应客户要求，这些内容已被删除。',
  ],

  filters: ['Filter', 'Filter', '筛选'],
  signalType: ['Signal', 'Signal', '信号'],
  sentiment: ['Sentiment', 'Stimmung', '情感'],
  itemLanguage: ['Language', 'Sprache', '语言'],
  theme: ['Theme', 'Thema', '主题'],
  customer: ['Customer', 'Kunde', '客户'],
  any: ['{n}: all', '{n}: alle', '{n}：全部'],
  clear: ['Clear filters', 'Filter aufheben', '清除筛选'],
  ofCustomer: ['Everything from this customer', 'Alles von diesem Kunden', '该客户的全部内容'],

  writeDown: ['Write down what a customer said', 'Aufschreiben, was ein Kunde gesagt hat', '记下客户说的话'],
  theirWords: ['The customer’s words', 'Die Worte des Kunden', '客户原话'],
  theirWordsHint: [
    'What did a customer say or show?',
    'Was hat ein Kunde gesagt oder gezeigt?',
    '客户说了什么，或表现出什么？',
  ],
  whichCustomer: ['Customer (name or number)', 'Kunde (Name oder Nummer)', '客户（名称或编号）'],
  occasion: ['Occasion', 'Anlass', '场合'],
  product: ['Product', 'Produkt', '产品'],
  rating: ['Rating', 'Bewertung', '评分'],
  optional: ['optional', 'optional', '选填'],
  none: ['None', 'Keiner', '无'],
  save: ['Write it down', 'Aufschreiben', '记下来'],
  saving: ['Writing …', 'Wird aufgeschrieben …', '正在记录……'],
  saved: ['Written down.', 'Aufgeschrieben.', '已记下。'],

  item: ['Item', 'Eintrag', '条目'],
  signals: ['Signals', 'Signale', '信号'],
  noSignals: [
    'No signal found in these words.',
    'In diesen Worten wurde kein Signal gefunden.',
    '未在这段话中发现信号。',
  ],
  themes: ['Themes', 'Themen', '主题'],
  journey: ['Journey', 'Weg', '流转过程'],
  facts: ['Circumstances', 'Umstände', '背景'],
  account: ['Account', 'Firma', '客户公司'],
  channel: ['Channel', 'Kanal', '渠道'],
  contactMode: ['Contact', 'Kontakt', '接触方式'],
  occurredAt: ['Said', 'Gesagt', '表达时间'],
  interpreter: ['Read by', 'Gelesen von', '解读者'],
  confidence: ['{n} sure', '{n} sicher', '把握 {n}'],
  position: ['position {n}', 'Position {n}', '位置 {n}'],
  trace: ['trace', 'Trace', '追踪'],
  copy: ['copy', 'kopieren', '复制'],
  copied: ['Copied', 'Kopiert', '已复制'],

  opportunities: ['Opportunities', 'Chancen', '机会'],
  noOpportunities: [
    'None yet. One opens when enough different customers need the same.',
    'Noch keine. Eine entsteht, wenn genügend verschiedene Kunden dasselbe brauchen.',
    '暂无。当足够多的不同客户有同样需求时，会出现新的机会。',
  ],
  'customers.one': ['{n} customer', '{n} Kunde', '{n} 位客户'],
  'customers.other': ['{n} customers', '{n} Kunden', '{n} 位客户'],
  'quotes.one': ['{n} quote', '{n} Zitat', '{n} 条引述'],
  'quotes.other': ['{n} quotes', '{n} Zitate', '{n} 条引述'],
  openedAt: ['since {n}', 'seit {n}', '始于 {n}'],
  evidence: ['Evidence', 'Belege', '证据'],

  operations: ['Operations', 'Betrieb', '运维'],
  noVoiceLost: ['No voice lost', 'Keine Stimme geht verloren', '每个声音都有着落'],
  intake: ['Intake', 'Eingang', '接收'],
  balanced: ['adds up', 'geht auf', '账目相符'],
  unbalanced: ['does not add up', 'geht nicht auf', '账目不符'],
  road: ['The road', 'Der Weg', '传输路径'],
  logHead: ['{n} events', '{n} Ereignisse', '{n} 个事件'],
  answersNot: ['It does not answer.', 'Er antwortet nicht.', '没有响应。'],
  hop: ['Hop', 'Strecke', '环节'],
  behind: ['Behind', 'Rückstand', '滞后'],
  upToDate: ['up to date', 'aktuell', '已同步'],
  'lag.one': ['{n} event', '{n} Ereignis', '{n} 个事件'],
  'lag.other': ['{n} events', '{n} Ereignisse', '{n} 个事件'],
  forSeconds: ['for {n} s', 'seit {n} s', '已 {n} 秒'],
  parked: ['Parked', 'Geparkt', '已搁置'],
  nothingParked: ['Everything could be handled.', 'Alles konnte verarbeitet werden.', '全部处理成功。'],
  waitsBehind: [
    'Waits behind a parked message of its key.',
    'Wartet hinter einer geparkten Nachricht desselben Schlüssels.',
    '排在同一键的搁置消息之后等待。',
  ],
  quarantine: ['Quarantine', 'Quarantäne', '隔离区'],
  nothingQuarantined: ['Everything could be read.', 'Alles konnte gelesen werden.', '全部可以读取。'],
  redrive: ['Try again', 'Erneut versuchen', '重新处理'],
  redriven: ['{n} handled', '{n} verarbeitet', '已处理 {n} 条'],
  projections: ['Views', 'Sichten', '视图'],
  version: ['version {n}', 'Version {n}', '版本 {n}'],
  liveSince: ['since {n}', 'seit {n}', '始于 {n}'],
  rebuild: ['Build anew', 'Neu aufbauen', '重新构建'],
  rebuilding: ['Being built …', 'Wird aufgebaut …', '正在构建……'],
  'sum.received': ['received', 'empfangen', '收到'],
  'sum.captured': ['captured', 'erfasst', '已采集'],
  'sum.duplicates': ['repeats', 'Wiederholungen', '重复'],
  'sum.refused': ['refused', 'abgelehnt', '已拒绝'],
  'sum.quarantined': ['in quarantine', 'in Quarantäne', '已隔离'],
  'sum.forgotten': ['forgotten', 'vergessen', '已遗忘'],
  'sum.shown': ['shown', 'gezeigt', '已显示'],
  'sum.withdrawn': ['withdrawn', 'zurückgezogen', '已撤回'],
  'sum.erased': ['erased', 'gelöscht', '已清除'],
  'sum.parked': ['parked', 'geparkt', '已搁置'],
  'sum.inFlight': ['under way', 'unterwegs', '处理中'],
  'sum.unanswered': ['unanswered', 'unbeantwortet', '未答复'],

  signIn: ['Sign in', 'Anmelden', '登录'],
  signInHint: [
    'Enter your access token. It is kept until this tab is closed.',
    'Geben Sie Ihr Zugangstoken ein. Es wird behalten, bis dieser Tab geschlossen wird.',
    '请输入访问令牌。令牌仅保留到此标签页关闭。',
  ],
  token: ['Access token', 'Zugangstoken', '访问令牌'],

  shortcuts: ['Keyboard shortcuts', 'Tastenkürzel', '键盘快捷键'],
  useLetters: ['Letters act as shortcuts', 'Buchstaben als Kürzel', '启用字母快捷键'],
  keyMove: ['move', 'bewegen', '移动'],
  keyOpen: ['open', 'öffnen', '打开'],
  keyNew: ['new item', 'neuer Eintrag', '新条目'],

  'signal.REQUEST': ['Request', 'Wunsch', '请求'],
  'signal.PROBLEM': ['Problem', 'Problem', '问题'],
  'signal.QUESTION': ['Question', 'Frage', '疑问'],
  'signal.PRAISE': ['Praise', 'Lob', '称赞'],
  'signal.CHURN_RISK': ['Churn risk', 'Abwanderungsrisiko', '流失风险'],
  'signal.EXPECTATION': ['Expectation', 'Erwartung', '期望'],
  'signal.COMPETITOR_MENTION': ['Competitor', 'Wettbewerber', '竞品'],
  'kind.NEED': ['need', 'Bedarf', '需要'],
  'kind.WANT': ['want', 'Wunsch', '想要'],
  'kind.EXPECTATION': ['expectation', 'Erwartung', '期望'],
  'expression.EXPRESSED': ['said', 'ausgesprochen', '明说'],
  'expression.IMPLIED': ['implied', 'unausgesprochen', '隐含'],
  'sentiment.positive': ['Positive', 'Positiv', '正面'],
  'sentiment.neutral': ['Neutral', 'Neutral', '中性'],
  'sentiment.negative': ['Negative', 'Negativ', '负面'],
  'itemLanguage.en': ['English', 'Englisch', '英语'],
  'itemLanguage.de': ['German', 'Deutsch', '德语'],
  'itemLanguage.zh': ['Chinese', 'Chinesisch', '中文'],
  'itemLanguage.und': ['Unknown', 'Unbekannt', '未知'],
  'contactMode.DIRECT': ['in person', 'persönlich', '当面'],
  'contactMode.INDIRECT': ['at a distance', 'aus der Ferne', '非当面'],
  'occasion.CALL': ['Call', 'Anruf', '电话'],
  'occasion.VISIT': ['Visit', 'Besuch', '拜访'],
  'occasion.REPAIR': ['Repair', 'Reparatur', '维修'],
  'occasion.TRAINING': ['Training', 'Schulung', '培训'],
  'occasion.FOCUS_GROUP': ['Focus group', 'Fokusgruppe', '焦点小组'],
  'occasion.CONFIGURATOR': ['Configurator', 'Konfigurator', '配置器'],
  'occasion.SURVEY': ['Survey', 'Umfrage', '问卷'],
  'occasion.TICKET': ['Ticket', 'Ticket', '工单'],
  'occasion.REVIEW': ['Review', 'Rezension', '评价'],
  'occasion.OBSERVATION': ['Observation', 'Beobachtung', '观察'],
  'service.capture': ['Capture', 'Erfassung', '采集'],
  'service.enrichment': ['Enrichment', 'Anreicherung', '解读'],
  'service.sharing': ['Sharing', 'Verteilung', '共享'],
  'service.innovation': ['Innovation', 'Innovation', '创新'],
  'event.KnowledgeItemCaptured': ['Captured', 'Erfasst', '已采集'],
  'event.ItemInterpreted': ['Interpreted', 'Interpretiert', '已解读'],
  'event.DemandNoted': ['Demand noted', 'Bedarf vermerkt', '需求已记录'],
  'event.EvidenceLinked': ['Linked as evidence', 'Als Beleg verknüpft', '已作为证据关联'],
  'event.OpportunityOpened': ['Opened an opportunity', 'Eröffnete eine Chance', '触发了新机会'],
} as const satisfies Record<string, Row>;
export type Word = keyof typeof WORDS;
type Counted<W = Word> = W extends `${infer Stem}.other` ? Stem : never;

export function preferredLanguage(wanted: readonly string[]): UiLanguage {
  const short = wanted.map(tag => tag.toLowerCase().split('-')[0]);
  return (
    UI_LANGUAGES.find(language => language === short.find(tag => UI_LANGUAGES.some(known => known === tag))) ?? 'en'
  );
}

/** The texts in one language. */
export function wordsIn(language: UiLanguage) {
  const column = UI_LANGUAGES.indexOf(language);
  const number = new Intl.NumberFormat(language);
  const plural = new Intl.PluralRules(language);
  const say = (word: Word, n: string | number = ''): string =>
    (WORDS[word][column] ?? word).replace('{n}', typeof n === 'number' ? number.format(n) : n);
  return {
    language,
    say,
    count: (stem: Counted, n: number) => say(plural.select(n) === 'one' ? `${stem}.one` : `${stem}.other`, n),
    /** A word of the domain, as it stands when the page does not know it. */
    name: (group: string, value: string) => (`${group}.${value}` in WORDS ? say(`${group}.${value}` as Word) : value),
    number: (n: number) => number.format(n),
    percent: (share: number) => new Intl.NumberFormat(language, { style: 'percent' }).format(share),
  };
}
export type Words = ReturnType<typeof wordsIn>;
