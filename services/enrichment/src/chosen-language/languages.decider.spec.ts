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

  it('are all until somebody chooses', () =>
    given(languages)
      .when(chosen('zh', 'en', 'de').data)
      .then());

  it('are chosen once, in whatever order they are said again', () =>
    given(languages, chosen('de', 'en')).when(chosen('en', 'de').data).then());
});
