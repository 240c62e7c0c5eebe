import { testExamples, typesByRules } from '../fixture/type-examples.js';

describe('an expectation by German rules alone', () =>
  testExamples(typesByRules('de'), {
    EXPECTATION: {
      found: [
        'Ein Fahrkartenautomat hat zu funktionieren.',
        'Nach einem Service darf da nichts klappern.',
        'Wer einen Termin vergibt, hat ihn einzuhalten.',
        'Man wird ja wohl eine Rechnung verlangen können.',
        'Ein Handtuch ist doch das Mindeste.',
        'Bei dem Namen setze ich frisches Brot voraus.',
        'Für den Preis gibt es woanders ein Frühstück dazu.',
        'Bei anderen muss man nicht so lange anstehen.',
        'Es kann nicht sein, dass ein Rollstuhl draußen bleibt.',
        'Bei einem Notfall darf das nicht vorkommen.',
        'Eine Auskunft sollte nicht drei Euro kosten.',
        'Das Mindeste wäre ein Anruf gewesen.',
        'Wer Strom verkauft, muss ihn auch liefern.',
        'Als Patient möchte man ernst genommen werden.',
        'Ich setze voraus, dass jemand Deutsch spricht.',
        'Dafür sind Sie schließlich da.',
        'Ist ein Schild denn so schwer?',
        'Ein Gruß kostet doch nichts.',
        'So etwas erklärt man vorher.',
      ],
      notFound: [
        'Hier darf nicht geraucht werden.',
        'Das ist wirklich nicht selbstverständlich, danke!',
        'Wir müssen um acht daheim sein.',
        'Er scheint zu funktionieren.',
        'Vor dem Löschen sollten Sie vorher sichern.',
        'Für den Preis bekommt man woanders nur die Hälfte.',
        'Das hätte ich mir schlimmer gedacht.',
        'Früher war es hier schmuddelig, jetzt blitzt alles.',
        'Selbst mein alter Vater kommt damit klar.',
        'Der Weg ist steil, das muss man eben wissen.',
        'Man sollte nicht zu spät kommen.',
        'Wer früh aufsteht, sieht die Sonne.',
        'Als Kind wollte ich Lokführer werden.',
      ],
    },
  }));
