/** What people really send, and what has broken other systems. Each has to come out as it went in, to the last code unit. */
export const ODD_TEXTS: [what: string, text: string][] = [
  ['German', 'Der Einzug quietscht fürchterlich – „wie eine Säge“, sagt Frau Köhler. Größe ß/ẞ, 30 °C, 5 ½ €.'],
  ['English', 'It’s the 3rd time… the “Save” button isn’t there — naïve question: where did it go?'],
  ['Chinese', '机器漏水了，已经第三次了！“技术员”说没问题…… 𠮷野家那台也一样（生僻字：𪚥）。'],
  ['emoji', '👩🏽‍🔧 came, 👨‍👩‍👧‍👦 happy 🇩🇪🇨🇳 1️⃣ ❤️ vs ❤ 🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
  ['combining marks', 'u\u0308ber vs über, Z\u0351\u0343\u0357a\u0319\u032dl\u0316g\u0323o, क्षि, ទ្រី, tiê\u0301ng Việt'],
  ['right to left', '\u202bהמכונה לא עובדת\u202c and \u2067المكينة لا تعمل منذ أمس!\u2069 50% \u200f'],
  [
    'white space',
    '  \tbegins and ends with it, CRLF\r\n, LF\n, CR\r, NEL\u0085, LS\u2028, PS\u2029, NBSP\u00a0, ideographic\u3000 \n',
  ],
  [
    'what cannot be seen',
    '\ufeffbyte order mark, zero\u200bwidth, soft\u00adhyphen, \u0001\u0008\u001b[31m\u007f\u009f, \ufffd \ufffe \uffff',
  ],
  [
    'what others read as code',
    `\\u0000 "quoted" 'it''s' <b>&amp;</b> $1 \${x} %s %00 {{y}} ; DROP TABLE events; -- \\`,
  ],
];
