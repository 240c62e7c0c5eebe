import { parseQuery, tsqueryOf } from './search-query.js';

const asked = (q: string): string => tsqueryOf(parseQuery(q));

describe('a question', () => {
  it('asks for every word, in either language', () => {
    expect(asked('Drucker jammed')).toBe("(('drucker' | 'druck') & ('jam' | 'jammed'))");
  });

  it('takes words in quotation marks for a phrase', () => {
    for (const q of ['"schief ein" M507', '„schief ein“ M507', '“schief ein” M507'])
      expect(asked(q)).toBe("(('schief' <-> 'ein') & 'm507')");
  });

  it('takes a quotation mark that is not closed for an inch', () => {
    expect(asked('24" screen flickers')).toBe(asked('24 screen flickers'));
  });

  it('asks for Chinese as it is written, in one piece or segmented', () => {
    expect(asked('打印机 卡')).toBe("(('打印' <-> '印机') & '卡')");
    expect(asked('打印效果')).toBe("('打印' & '效果')");
    expect(asked('打印机卡纸')).toBe("(('打印' & ('机卡' <-> '卡纸')) | (('打印' <-> '印机') & '卡纸'))");
    expect(asked('"又卡纸OK了"')).toBe("('又卡' <-> '卡纸' <-> '纸' <-> 'ok' <-> '了')");
    expect(asked('希望贵公司能够尽快派人上门维修')).toMatch(/^\('希望' <-> '望贵' .* <-> '维修'\)$/);
    expect(parseQuery('打印机总是卡纸怎么回事').flat()).toHaveLength(9);
  });

  it('holds nothing but letters and digits of what was typed', () => {
    const typed = `'); DROP TABLE item_feed;-- a' | !b & (c) <-> d:* \\ "e & f" g\\'h`;
    expect(
      asked(typed)
        .replace(/'[\p{L}\p{M}\p{N}]+'/gu, '')
        .replace(/ <-> | & | \| |[()]/g, ''),
    ).toBe('');
  });

  it('leaves out radicals, and asks for what is beside them', () => {
    expect(asked('⻋⻔异响')).toBe("'异响'");
    expect(asked('⻋⻔⻋⻔⻔卡')).toBe("('卡' | '卡')");
    expect(asked('⻋ 卡')).toBe("'卡'");
    expect(parseQuery('⻋⻔⻋⻔')).toEqual([]);
  });

  it('may be empty', () => {
    for (const q of ['', '🙂', '"', '""', "':&|!()*\\<->"]) expect(parseQuery(q)).toEqual([]);
  });
});
