import { faultsOf } from '@ckm/contracts';
import { SplitThemeRequest } from './split-theme.command.js';

it('a theme is split by at most 1,000 examples', () => {
  const examples = Array.from({ length: 1_001 }, (_, nth) => ({ language: 'en', text: `Tray ${nth} jams.` }));
  const faultsIn = (some: object[]) => faultsOf(SplitThemeRequest, { name: 'Jams', examples: some });
  expect(faultsIn(examples.slice(1))).toEqual([]);
  expect(faultsIn(examples)).toMatchObject([{ pointer: '/examples' }]);
});
