import type { Table } from './languages.js';

/** Themes, emerging themes and new issues. */
export const THEMES = {
  themes: ['Themes', 'Themen', '主题'],
  emerging: ['Emerging', 'Im Kommen', '正在升温'],
  nothingEmerging: [
    'No theme is spoken of much more than usual.',
    'Von keinem Thema ist viel mehr die Rede als sonst.',
    '目前没有哪个主题明显比平时谈得更多。',
  ],
  'mentions.one': ['{n} item in 3 days', '{n} Eintrag in 3 Tagen', '3 天内 {n} 条'],
  'mentions.other': ['{n} items in 3 days', '{n} Einträge in 3 Tagen', '3 天内 {n} 条'],
  hardlyAny: ['usually hardly any', 'sonst kaum einer', '平时几乎没有'],
  usual: ['usually about {n}', 'sonst etwa {n}', '平时约 {n} 条'],
  spokenOfSince: ['since {n}', 'seit {n}', '始于 {n}'],
  nameUnknown: ['Its name is not known here yet', 'Der Name ist hier noch nicht bekannt', '名称暂时未知'],

  newIssues: ['New issues', 'Neue Anliegen', '新问题'],
  newIssuesHint: [
    'Items that fit no theme, grouped by what they are about.',
    'Einträge, die zu keinem Thema passen, gruppiert nach dem, worum es geht.',
    '不属于任何主题的内容，按所谈的事情归在一起。',
  ],
  noNewIssues: [
    'None. Whatever is said fits a theme or stands alone.',
    'Keine. Was gesagt wird, passt zu einem Thema oder steht für sich.',
    '暂无。客户说的内容都已归入主题，或只是个别情况。',
  ],
  noCommonWords: ['No words in common', 'Ohne gemeinsame Worte', '没有共同的字眼'],
  'items.one': ['{n} item', '{n} Eintrag', '{n} 条内容'],
  'items.other': ['{n} items', '{n} Einträge', '{n} 条内容'],
  makeTheme: ['Make it a theme', 'Zum Thema machen', '设为主题'],
  themeName: ['Name of the theme', 'Name des Themas', '主题名称'],
  sameName: [
    'If there is a theme of this name, it takes the items.',
    'Gibt es ein Thema dieses Namens, nimmt es die Einträge auf.',
    '如果已有同名主题，这些内容会归入该主题。',
  ],
  themeMade: ['Now in the theme “{n}”', 'Jetzt im Thema „{n}“', '已归入主题“{n}”'],

  allThemes: ['All themes', 'Alle Themen', '全部主题'],
  noThemes: [
    'None yet. Stewards name one, or make a new issue a theme.',
    'Noch keine. Verantwortliche legen eines an oder machen ein neues Anliegen zum Thema.',
    '暂无。负责人可以新建主题，或把一个新问题设为主题。',
  ],
  newTheme: ['New theme', 'Neues Thema', '新建主题'],
  themeMeaning: ['What it means', 'Was es bedeutet', '含义'],
  themeMeaningHint: [
    'What do customers say who speak of it?',
    'Was sagen Kunden, die davon sprechen?',
    '谈到它的客户会怎么说？',
  ],
  themeNamed: ['“{n}” is a theme now', '„{n}“ ist jetzt ein Thema', '“{n}”已成为主题'],
  themeIsThere: ['There is a theme of this name already.', 'Ein Thema dieses Namens gibt es schon.', '已有同名主题。'],
  themeIsMerged: [
    '“{n}” stands also for the theme of this name.',
    '„{n}“ steht auch für das Thema dieses Namens.',
    '“{n}”也代表这个名称的主题。',
  ],
  'examples.one': ['learned from {n} example', 'aus {n} Beispiel gelernt', '学自 {n} 个示例'],
  'examples.other': ['learned from {n} examples', 'aus {n} Beispielen gelernt', '学自 {n} 个示例'],
  inTheFeed: ['In the feed', 'Im Feed', '在动态中查看'],
  rename: ['Rename', 'Umbenennen', '重命名'],
  renamed: ['Now called “{n}”', 'Heißt jetzt „{n}“', '已更名为“{n}”'],
  merge: ['Merge', 'Zusammenlegen', '合并'],
  mergeInto: ['Into the theme', 'Mit dem Thema', '合并到主题'],
  mergeHint: [
    'It then stands for both. This can be undone.',
    'Es steht dann für beide. Das lässt sich rückgängig machen.',
    '之后由该主题代表两者。此操作可以撤销。',
  ],
  mergedInto: ['Merged into “{n}”', 'Mit „{n}“ zusammengelegt', '已合并到“{n}”'],
  standsFor: ['stands also for “{n}”', 'steht auch für „{n}“', '也代表“{n}”'],
  unmerge: ['Undo', 'Rückgängig', '撤销'],
  unmerged: ['“{n}” stands for itself again', '„{n}“ steht wieder für sich', '“{n}”重新独立'],
} as const satisfies Table;
