import { type Class, faultsOf } from '@ckm/contracts';
import { MakeTheme } from '../cluster/make-theme.command.js';
import { DescribeTheme } from './describe-theme.command.js';
import { RenameTheme } from './rename-theme.command.js';
import { SplitThemeRequest } from './split-theme.command.js';

it.each<[Class, object]>([
  [DescribeTheme, { examples: [] }],
  [RenameTheme, {}],
  [SplitThemeRequest, {}],
  [MakeTheme, {}],
])('a theme has a name that is not blank, however it gets it: %p', (request, more) => {
  expect(faultsOf(request, { name: 'Toner', ...more })).toEqual([]);
  expect(faultsOf(request, { name: ' \u3000\t', ...more })).toMatchObject([{ pointer: '/name' }]);
});
