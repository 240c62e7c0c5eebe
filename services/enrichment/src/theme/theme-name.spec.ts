import { type Class, faultsOf } from '@ckm/contracts';
import { MakeTheme } from '../cluster/make-theme.command.js';
import { DescribeTheme } from './describe-theme.command.js';
import { RenameTheme } from './rename-theme.command.js';
import { SplitThemeRequest } from './split-theme.command.js';
import { normalisedName } from './theme-name.js';

it.each<[Class, object]>([
  [DescribeTheme, { examples: [] }],
  [RenameTheme, {}],
  [SplitThemeRequest, {}],
  [MakeTheme, {}],
])('a theme has a name that is not blank, however it gets it: %p', (request, more) => {
  expect(faultsOf(request, { name: 'Toner', ...more })).toEqual([]);
  expect(faultsOf(request, { name: ' \u3000\t', ...more })).toMatchObject([{ pointer: '/name' }]);
});

it.each([
  ['letters and their marks', 'B\u00fcro', 'Bu\u0308ro'],
  ['white space', 'Paper jams', ' Paper \u00a0jams\u3000'],
  ['what nobody sees', 'Toner', '\ufeffTo\u200bn\u00ader'],
  ['a mark behind what nobody sees', 'B\u00fcro', 'Bu\u200d\u0308ro'],
  ['width and case', 'FAX', '\uff46\uff41\uff58'],
])('names that differ in %s only are the same', (_, one, other) => {
  expect(normalisedName(other)).toBe(normalisedName(one));
});

it('names are not the same without the space between their words', () => {
  expect(normalisedName('Paperjams')).not.toBe(normalisedName('Paper jams'));
});
