import type { SignalType } from '@ckm/contracts';
import type { Readable } from './language.js';
import { signalsIn } from './signals.js';

const signals = (language: Readable, text: string, score?: number): ReturnType<typeof signalsIn> =>
  signalsIn({ text, span: { start: 0, end: text.length } }, language, { score });
const typesOf = (language: Readable, text: string): SignalType[] => signals(language, text).map(signal => signal.type);

describe('a sentence that says something', () => {
  it.each<[Readable, SignalType, string]>([
    ['en', 'REQUEST', 'Please send somebody before Friday'],
    ['en', 'REQUEST', 'could u add a bigger paper tray'],
    ['en', 'REQUEST', 'Ple\u00adase se\u2060nd some\u200dbody'],
    ['en', 'REQUEST', "We'd love to have a German menu."],
    ['en', 'REQUEST', 'It would be great if the lid closed softly'],
    ['en', 'REQUEST', 'I wish the display were brighter.'],
    ['en', 'REQUEST', 'We urgently need a second copier for the training room'],
    ['en', 'REQUEST', 'You guys should really simplify the address book'],
    ['en', 'REQUEST', "Why can't it remember my last settings?!"],
    ['en', 'REQUEST', 'I want a refund'],
    ['en', 'REQUEST', "What I'd really like is a lock for the paper tray."],
    ['en', 'REQUEST', "It's high time for a quieter fan."],
    ['en', 'REQUEST', '+1 for a waterproof remote control'],
    ['en', 'REQUEST', 'Instead of a paper label, use a plate of tin.'],
    ['en', 'REQUEST', 'It makes sense to put the switch at the front.'],
    ['en', 'REQUEST', 'Please consider a lighter lid.'],
    ['en', 'REQUEST', 'Can we get a longer hose?'],
    ['en', 'REQUEST', 'At least print the date on the slip.'],
    ['en', 'REQUEST', 'A shelf for the tools would be a real help.'],
    ['en', 'REQUEST', 'The customer wants a quieter model.'],
    ['en', 'REQUEST', 'We would need another shelf for the binders.'],
    ['en', 'REQUEST', 'Would you mind sending a new lid?'],
    ['en', 'PROBLEM', 'your technician left without fixing it'],
    ['en', 'PROBLEM', 'printouts come out with a grey line'],
    ['en', 'PROBLEM', 'Scanner is broken since Monday'],
    ['en', 'PROBLEM', 'it doesnt print at all'],
    ['en', 'PROBLEM', 'Paper jam again 😡'],
    ['en', 'PROBLEM', 'The machine keeps asking for A4.'],
    ['en', 'PROBLEM', 'Nobody answers your hotline'],
    ['en', 'PROBLEM', 'We can’t scan to the shared folder any more.'],
    ['en', 'PROBLEM', 'the new reader does not accept any card'],
    ['en', 'PROBLEM', 'None of us can log in any more'],
    ['en', 'PROBLEM', 'It says access denied'],
    ['en', 'PROBLEM', 'Labels crumple in the rear slot'],
    ['en', 'PROBLEM', 'The job stops after the first copy'],
    ['en', 'PROBLEM', 'We had to wait three weeks for the part.'],
    ['en', 'PROBLEM', 'My settings have vanished'],
    ['en', 'PROBLEM', 'We are always out of toner on Fridays'],
    ['en', 'PROBLEM', 'The battery only lasts two hours.'],
    ['en', 'REQUEST', 'Wants a quote for two of them by Friday.'],
    ['en', 'REQUEST', 'The manager asked for a second key.'],
    ['en', 'QUESTION', 'Which toner fits the MX-3070?'],
    ['en', 'REQUEST', 'Wish it turned itself on in the morning'],
    ['en', 'REQUEST', 'Needs landscape mode'],
    ['en', 'REQUEST', 'Four stars, five stars if you get rid of the popups'],
    ['en', 'QUESTION', 'how do i clean the glass'],
    ['en', 'PRAISE', 'Fantastic technician, very patient with us'],
    ['en', 'PRAISE', 'Six months in use and not a single jam'],
    ['en', 'PRAISE', 'Works.'],
    ['en', 'PRAISE', 'A splendid little workhorse'],
    ['en', 'PRAISE', 'quiet and does what it says'],
    ['en', 'CHURN_RISK', 'We are going to cancel our maintenance contract.'],
    ['en', 'CHURN_RISK', 'never buying from you again'],
    ['en', 'CHURN_RISK', 'We are evaluating other vendors right now'],
    ['en', 'EXPECTATION', 'A device in this class should last at least five years.'],
    ['en', 'EXPECTATION', 'I expect a call back on the same day.'],
    ['de', 'REQUEST', 'Bitte schicken Sie jemanden vorbei'],
    ['de', 'REQUEST', 'Es wäre schön, wenn der Deckel leiser schließen würde.'],
    ['de', 'REQUEST', 'waere toll wenn es eine app gaebe'],
    ['de', 'REQUEST', 'Könntest du mir die Anleitung mailen'],
    ['de', 'REQUEST', 'Ich hätte gern ein größeres Papierfach.'],
    ['de', 'REQUEST', 'Wir brauchen dringend ein zweites Gerät!!'],
    ['de', 'REQUEST', 'Sie sollten die Bedienung vereinfachen.'],
    ['de', 'REQUEST', 'Warum merkt sich das Ding nicht meine Einstellungen?'],
    ['de', 'PROBLEM', 'Scanner seit Montag kaputt'],
    ['de', 'PROBLEM', 'Das Gerät druckt seit gestern überhaupt nicht mehr'],
    ['de', 'PROBLEM', 'die Hälfte der Seiten ist leer'],
    ['de', 'PROBLEM', 'Schon wieder Papierstau 🙄'],
    ['de', 'PROBLEM', 'Bei der Hotline geht niemand ran.'],
    ['de', 'PROBLEM', 'Das Fax kommt nich mehr durch'],
    ['de', 'PROBLEM', 'Der Kartenleser akzeptiert meine Karte nicht'],
    ['de', 'PROBLEM', 'Druckauftrag bricht nach Seite 3 ab'],
    ['de', 'PROBLEM', 'Zugriff verweigert, steht da'],
    ['de', 'PROBLEM', 'Anmeldung fehlgeschlagen'],
    ['de', 'PROBLEM', 'meine Favoriten sind seit heute alle weg'],
    ['de', 'PROBLEM', 'Er meldet Stau, obwohl nichts drin liegt'],
    ['de', 'PROBLEM', 'Eine Stunde Warteschleife, dann Besetztzeichen'],
    ['de', 'PROBLEM', 'Der Lüfter pfeift'],
    ['de', 'PROBLEM', 'Der Monteur kam erst am dritten Tag'],
    ['de', 'REQUEST', 'Kundin fragt nach einem Leihgerät.'],
    ['de', 'REQUEST', 'Die Buchhaltung verlangt eine Aufstellung'],
    ['de', 'QUESTION', 'Welcher Toner passt in den MX-3070?'],
    ['de', 'QUESTION', 'wie kann ich die Glasplatte reinigen'],
    ['de', 'PRAISE', 'Der Techniker war super und sehr nett!'],
    ['de', 'PRAISE', 'Da kann man nichts sagen, einwandfrei'],
    ['de', 'PRAISE', 'passt scho'],
    ['de', 'PRAISE', '1A'],
    ['de', 'PRAISE', 'unkaputtbar, das Ding'],
    ['de', 'CHURN_RISK', 'Wir werden den Wartungsvertrag kündigen.'],
    ['de', 'CHURN_RISK', 'Bitte teilen Sie uns die Kündigungsfrist mit.'],
    ['de', 'CHURN_RISK', 'dann gehen wir eben zur Konkurrenz'],
    ['de', 'CHURN_RISK', 'Nie wieder bei euch!'],
    ['de', 'CHURN_RISK', 'Wir verlängern den Vertrag nicht.'],
    ['de', 'EXPECTATION', 'Von einem Gerät dieser Klasse erwarte ich mehr.'],
    ['de', 'EXPECTATION', 'Duplex sollte heutzutage Standard sein.'],
    ['zh', 'REQUEST', '希望能增加手机打印功能'],
    ['zh', 'REQUEST', '建议把菜单做得简单一点'],
    ['zh', 'REQUEST', '能不能派个师傅来看看'],
    ['zh', 'REQUEST', '请尽快处理！！!'],
    ['zh', 'PROBLEM', '打印机打不开了'],
    ['zh', 'PROBLEM', '用了三天就坏了'],
    ['zh', 'PROBLEM', '一直卡纸，烦死了'],
    ['zh', 'PROBLEM', '电话打了半天没人接'],
    ['zh', 'PROBLEM', '机器下面漏水'],
    ['zh', 'PROBLEM', '刷卡器不认卡'],
    ['zh', 'PROBLEM', '发送失败'],
    ['zh', 'PROBLEM', '网络老断开'],
    ['zh', 'PROBLEM', '照片打出来偏红'],
    ['zh', 'PROBLEM', '屏幕太暗，看不清'],
    ['zh', 'PROBLEM', '晚上风扇特别响'],
    ['zh', 'PROBLEM', '重启之后设置没了'],
    ['zh', 'PROBLEM', '问题至今仍未解决'],
    ['zh', 'PROBLEM', '改了密码还是不行'],
    ['zh', 'REQUEST', '金额不对，请核实'],
    ['zh', 'REQUEST', '方便的话麻烦换一卷纸'],
    ['zh', 'REQUEST', '下次分两箱装行吗'],
    ['zh', 'REQUEST', '要么换新机，要么退钱'],
    ['zh', 'EXPECTATION', '收了上门费就该当天修好'],
    ['zh', 'QUESTION', '硒鼓多少钱？'],
    ['zh', 'QUESTION', '请问怎么设置双面打印'],
    ['zh', 'PRAISE', '师傅很专业，非常满意👍'],
    ['zh', 'PRAISE', '机器皮实，省心'],
    ['zh', 'PRAISE', '表扬一下送货的小哥'],
    ['zh', 'CHURN_RISK', '我要退货'],
    ['zh', 'CHURN_RISK', '以后再也不会买你们家的东西了'],
    ['zh', 'CHURN_RISK', '不打算续约了'],
    ['zh', 'CHURN_RISK', '周五前解决不了我们就换供应商'],
    ['zh', 'PROBLEM', '师傅没修好就走了'],
    ['zh', 'PROBLEM', '这顿饭毁了我一天'],
    ['zh', 'EXPECTATION', '这么贵的机器至少应该能自动双面'],
    ['zh', 'EXPECTATION', '期望当天能有人上门'],
  ])('%s carries %s: "%s"', (language, type, text) => expect(typesOf(language, text)).toContain(type));
});

describe('a sentence that only looks like it', () => {
  it.each<[Readable, SignalType, string]>([
    ['en', 'REQUEST', "Please don't buy this one."],
    ['en', 'REQUEST', 'I would like to thank your colleague.'],
    ['en', 'REQUEST', 'It does everything we need'],
    ['en', 'PROBLEM', 'No paper jams so far!'],
    ['en', 'PROBLEM', "Couldn't work better."],
    ['en', 'PROBLEM', 'The issue is solved, thanks'],
    ['en', 'PROBLEM', 'New drum fitted, grey line gone'],
    ['en', 'PROBLEM', 'I read it offline on the train'],
    ['en', 'REQUEST', 'It asks for a password at every start'],
    ['en', 'QUESTION', 'Can you send me the manual?'],
    ['en', 'QUESTION', 'Any chance of a longer hose?'],
    ['de', 'QUESTION', 'Wäre ein längerer Schlauch möglich?'],
    ['en', 'PRAISE', 'A bigger tray would be great'],
    ['en', 'PRAISE', "It isn't reliable"],
    ['en', 'CHURN_RISK', "We don't want to cancel the contract"],
    ['en', 'CHURN_RISK', 'I changed to another paper tray'],
    ['en', 'CHURN_RISK', 'It never goes down. Our last one was down every other Friday.'],
    ['en', 'EXPECTATION', 'It is faster than I expected.'],
    ['en', 'EXPECTATION', 'An absolute must have for every office'],
    ['en', 'EXPECTATION', 'Must have app!'],
    ['de', 'REQUEST', 'Bitte nicht kaufen!'],
    ['de', 'REQUEST', 'Ich möchte mich herzlich bedanken'],
    ['de', 'REQUEST', 'Ich brauche keinen neuen Drucker'],
    ['de', 'PROBLEM', 'Wir haben die Maschine seit März im Büro.'],
    ['de', 'PROBLEM', 'Bisher kein einziger Papierstau'],
    ['de', 'PROBLEM', 'Läuft nicht besser und nicht schlechter als jeder andere, kein Problem'],
    ['de', 'PROBLEM', 'Walze gereinigt, die Streifen sind weg'],
    ['de', 'QUESTION', 'Können Sie mir die Rechnung schicken?'],
    ['de', 'PRAISE', 'Super wäre ein größeres Fach'],
    ['de', 'PRAISE', 'Ich bin nicht zufrieden'],
    ['de', 'CHURN_RISK', 'Nie wieder Papierstau, herrlich'],
    ['zh', 'CHURN_RISK', '服务员爱理不理'],
    ['de', 'EXPECTATION', 'Besser als erwartet'],
    ['zh', 'REQUEST', '不建议购买'],
    ['zh', 'REQUEST', '希望继续努力'],
    ['zh', 'REQUEST', '尊敬的客户，电梯今日检修，请走楼梯'],
    ['zh', 'REQUEST', '维修申请已经提交'],
    ['zh', 'PROBLEM', '用了一年从来没坏过'],
    ['zh', 'PROBLEM', '问题已经解决了'],
    ['zh', 'PROBLEM', '换了硒鼓，黑线没了'],
    ['zh', 'PRAISE', '不太满意'],
    ['zh', 'PRAISE', '鞋子尺码偏小，脚趾顶得疼。'],
    ['zh', 'CHURN_RISK', '麻烦尽快给我退款。'],
    ['zh', 'PRAISE', '要是能再快一点就好了'],
    ['zh', 'CHURN_RISK', '再也不用担心卡纸了'],
    ['zh', 'EXPECTATION', '超出我的预期'],
  ])('%s is free of %s: "%s"', (language, type, text) => expect(typesOf(language, text)).not.toContain(type));

  it.each<[Readable, string]>([
    ['en', 'The copier stands next to the kitchen.'],
    ['de', 'Der Kopierer steht neben der Küche.'],
    ['zh', '复印机在厨房旁边。'],
    ['en', 'Let me add that the kitchen is on the third floor.'],
    ['en', 'Support for the old fax ended in June.'],
    ['en', 'I should add that we are a school.'],
    ['en', '+1 for this one'],
    ['en', '...'],
    ['de', '😀'],
  ])('%s carries nothing: "%s"', (language, text) => expect(signals(language, text)).toEqual([]));
});

describe('an implied need', () => {
  it.each<[Readable, string, string]>([
    ['en', 'workaround', 'Every time I have to unplug it and type the address again'],
    ['en', 'workaround', 'so we just take a photo and mail that'],
    ['en', 'repeated attempt', 'I called you three times about this'],
    ['en', 'unmet expectation', 'We were promised a loan machine for last Tuesday.'],
    ['en', 'comparison', 'Our old copier could staple in the corner'],
    ['en', 'problem', 'It is hard to tell which tray is empty'],
    ['de', 'workaround', 'Ich exportiere jedes Mal nach Excel und sortiere es dort'],
    ['de', 'workaround', 'jeden morgen muss ich das geraet neu starten'],
    ['de', 'repeated attempt', 'Ich habe schon dreimal angerufen und viermal geschrieben, zum dritten Mal übrigens'],
    ['de', 'unmet expectation', 'Uns wurde ein Leihgerät bis Dienstag versprochen'],
    ['de', 'comparison', 'Der alte Kopierer konnte auch heften'],
    ['de', 'problem', 'Das Menü ist ziemlich umständlich'],
    ['zh', 'workaround', '每次都要手动输入邮箱地址'],
    ['zh', 'workaround', '只能用手机拍照再发'],
    ['zh', 'workaround', '目前用U盘拷来拷去'],
    ['zh', 'workaround', '得先存到电脑再打印'],
    ['zh', 'repeated attempt', '我已经催了三次'],
    ['zh', 'unmet expectation', '说好的周二上门'],
    ['zh', 'comparison', '以前那台机器就可以自动装订'],
    ['zh', 'problem', '菜单太复杂'],
  ])('%s is believed because of a %s: "%s"', (language, rationale, text) => {
    const implied = signals(language, text).filter(signal => signal.expression === 'IMPLIED');
    expect(implied.map(signal => signal.rationale)).toContain(rationale);
    expect(implied.every(signal => signal.kind === 'NEED' || signal.kind === 'EXPECTATION')).toBe(true);
  });

  it('gives way to what was said outright in the same sentence', () => {
    const [request] = signals('en', 'Is there a way to save it, every time I have to type the address by hand').filter(
      ({ type }) => type === 'REQUEST',
    );
    expect(request).toMatchObject({
      expression: 'EXPRESSED',
      rationale: null,
      rule: 'en.request.any-chance',
      kind: 'WANT',
    });
  });
});

describe('what may be wrong', () => {
  it.each<[Readable, string]>([
    ['en', 'The second tray holds eighty sheets.'],
    ['de', 'Das Netzteil wird warm.'],
    ['zh', '屏幕是暗的'],
  ])('is told in a text that complains, not in one that praises: %s "%s"', (language, text) => {
    const [sad, glad] = [-0.9, 0.9].map(score => signals(language, text, score).map(({ type }) => type));
    expect(sad).toContain('PROBLEM');
    expect(glad).not.toContain('PROBLEM');
  });
});

describe('a sentence with several points', () => {
  it.each<[Readable, SignalType[], string]>([
    ['en', ['REQUEST', 'PROBLEM'], 'The scanner is broken, please send someone'],
    ['de', ['REQUEST', 'PROBLEM'], 'Der Scanner ist kaputt, bitte schickt jemanden'],
    ['zh', ['REQUEST', 'PROBLEM'], '扫描仪坏了，请尽快派人来'],
  ])('%s gives one signal for each type, with the sentence as its span', (language, types, text) => {
    const found = signals(language, text);
    expect(found.map(({ type }) => type).sort()).toEqual([...types].sort());
    for (const signal of found) expect(signal).toMatchObject({ text, span: { start: 0, end: text.length } });
  });
});
