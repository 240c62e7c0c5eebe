import type { Table } from './languages.js';

/** Texts of every page. */
export const PAGE = {
  pages: ['Pages', 'Seiten', '页面'],
  language: ['Language of this page', 'Sprache dieser Seite', '页面语言'],
  live: ['Live', 'Live', '实时'],
  trying: ['Not connected, trying again', 'Nicht verbunden, neuer Versuch läuft', '连接中断，正在重试'],
  notReachable: [
    'No answer that could be understood. Is the network there?',
    'Keine verständliche Antwort. Besteht eine Verbindung?',
    '没有收到可用的响应。请检查网络连接。',
  ],
  addressInvalid: [
    'There can be nothing at this address: the link is wrong, or a part of it is missing.',
    'Unter dieser Adresse kann es nichts geben: Der Link ist falsch oder unvollständig.',
    '此地址不可能有内容：链接有误或不完整。',
  ],
  roleUnknown: [
    'What you may do here is not known yet, so nothing is offered.',
    'Was Sie hier dürfen, ist noch nicht bekannt; darum wird nichts angeboten.',
    '尚不清楚您在此可以做什么，因此暂不提供任何操作。',
  ],
  loading: ['Loading …', 'Wird geladen …', '加载中……'],
  showMore: ['Show more', 'Mehr anzeigen', '查看更多'],
  close: ['Close', 'Schließen', '关闭'],
  isNeeded: ['Something is needed here.', 'Hier fehlt noch etwas.', '此项必填。'],
  isNoNumber: ['This is no number.', 'Das ist keine Zahl.', '这不是数字。'],
  goneMeanwhile: [
    'What you were at is gone meanwhile.',
    'Woran Sie gerade waren, ist inzwischen nicht mehr da.',
    '您正在处理的内容已不存在。',
  ],
  cancel: ['Cancel', 'Abbrechen', '取消'],
  signIn: ['Sign in', 'Anmelden', '登录'],
  signInHint: [
    'Enter your access token. It is kept until you sign out or close the last tab of these pages.',
    'Geben Sie Ihr Zugangstoken ein. Es wird behalten, bis Sie sich abmelden oder den letzten Tab dieser Seiten schließen.',
    '请输入访问令牌。令牌会保留到您退出登录，或关闭这些页面的最后一个标签页。',
  ],
  signedIn: ['Signed in', 'Angemeldet', '当前登录'],
  signOut: ['Sign out', 'Abmelden', '退出登录'],
  'role.reader': ['Reader', 'Lesend', '读者'],
  'role.contributor': ['Contributor', 'Mitwirkend', '参与者'],
  'role.steward': ['Steward', 'Verantwortlich', '负责人'],
  'role.admin': ['Administrator', 'Administration', '管理员'],
  token: ['Access token', 'Zugangstoken', '访问令牌'],
  isNoToken: [
    'This is no access token: it has characters that none has.',
    'Das ist kein Zugangstoken: Es hat Zeichen, die keines hat.',
    '这不是访问令牌：其中有令牌不会包含的字符。',
  ],
  shortcuts: ['Keyboard shortcuts', 'Tastenkürzel', '键盘快捷键'],
  useLetters: ['Letters act as shortcuts', 'Buchstaben als Kürzel', '启用字母快捷键'],
  keyMove: ['move', 'bewegen', '移动'],
  keyOpen: ['open', 'öffnen', '打开'],
  keyNew: ['new item', 'neuer Eintrag', '新条目'],
  keySearch: ['search', 'suchen', '搜索'],
} as const satisfies Table;
