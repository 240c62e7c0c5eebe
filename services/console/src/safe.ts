/** On every page: nobody is told where somebody came from, no type is guessed, no window is shared. */
export const SAFE = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
};
