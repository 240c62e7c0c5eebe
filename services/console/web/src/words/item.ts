import type { Table } from './languages.js';

/** An item that is open. */
export const ITEM = {
  item: ['Item', 'Eintrag', '条目'],
  signals: ['Signals', 'Signale', '信号'],
  noSignals: [
    'No signal found in these words.',
    'In diesen Worten wurde kein Signal gefunden.',
    '未在这段话中发现信号。',
  ],
  journey: ['Journey', 'Weg', '流转过程'],
  noJourney: ['No step of it is known yet.', 'Noch ist kein Schritt bekannt.', '暂无流转记录。'],
  facts: ['Circumstances', 'Umstände', '背景'],
  account: ['Account', 'Firma', '客户公司'],
  channel: ['Channel', 'Kanal', '渠道'],
  contactMode: ['Contact', 'Kontakt', '接触方式'],
  occurredAt: ['Said', 'Gesagt', '表达时间'],
  withdrawnAt: ['Withdrawn', 'Zurückgezogen', '撤回时间'],
  withdrawalReason: ['Withdrawn because', 'Zurückgezogen, weil', '撤回原因'],
  withdraw: ['Withdraw this item', 'Diesen Eintrag zurückziehen', '撤回此条目'],
  withdrawnForGood: [
    'Its words are then shown nowhere and count no longer. This cannot be undone.',
    'Seine Worte werden dann nirgends mehr gezeigt und zählen nicht mehr. Das lässt sich nicht rückgängig machen.',
    '此后其原话不再显示，也不再计入。此操作无法撤销。',
  ],
  interpreter: ['Read by', 'Gelesen von', '解读者'],
  confidence: ['{n} sure', '{n} sicher', '把握 {n}'],
  position: ['position {n}', 'Position {n}', '位置 {n}'],
  trace: ['trace', 'Trace', '追踪'],
  copy: ['copy', 'kopieren', '复制'],
  copied: ['Copied', 'Kopiert', '已复制'],
} as const satisfies Table;
