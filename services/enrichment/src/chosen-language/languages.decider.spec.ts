import type { DomainEvent, Readable } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { choiceIdOf, languages } from './languages.decider.js';

const chosen = (...languages: Readable[]): DomainEvent<'LanguagesChosen'> => ({
  type: 'LanguagesChosen',
  data: { choiceId: choiceIdOf('demo'), languages },
});

describe('the languages of a tenant', () => {
  it('are those that were chosen last', () =>
    given(languages, chosen('de'), chosen('en', 'zh')).when(chosen('zh').data).then(chosen('zh')));

  it('are all until any are chosen', () =>
    given(languages)
      .when(chosen('zh', 'en', 'de').data)
      .then());

  it('are left as they are by the same languages in any order', () =>
    given(languages, chosen('de', 'en')).when(chosen('en', 'de').data).then());
});
