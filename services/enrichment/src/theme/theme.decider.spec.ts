import type { ThemeDescribed } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { theme } from './theme.decider.js';

const toner: ThemeDescribed = {
  themeId: '0a52b1d6-1111-5111-8111-000000000001',
  name: 'Toner supply',
  description: 'Cartridges that come late, leak or run out.',
  examples: [{ language: 'zh', text: '墨粉又用完了，下单三天还没到' }],
};

describe('a theme', () => {
  it('is described', () => given(theme).when(toner).then({ type: 'ThemeDescribed', data: toner }));

  it('is already so when it is described in the same words', () =>
    given(theme, { type: 'ThemeDescribed', data: toner }).when(toner).then());

  it('is described anew in other words', () => {
    const anew = { ...toner, description: 'Everything about cartridges.' };
    given(theme, { type: 'ThemeDescribed', data: toner }).when(anew).then({ type: 'ThemeDescribed', data: anew });
  });
});
