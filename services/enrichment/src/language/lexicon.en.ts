import { lexicon } from './lexicon.js';

export const english = lexicon({
  weights: [
    [
      3,
      `excellent outstanding fantastic amazing superb brilliant perfect perfectly flawless flawlessly awesome wonderful thrilled delighted
      lifesaver phenomenal unbeatable stellar`,
    ],
    [
      2,
      `great love loved loves loving impressed impressive reliable reliably happy glad pleased satisfied beautiful brilliantly enjoy enjoyed
      praise recommend recommended superior courteous trustworthy spotless seamless seamlessly effortless effortlessly best kudos cheers
      grateful generous terrific lovely splendid workhorse`,
    ],
    [
      1,
      `good nice fine friendly helpful quick quickly fast smooth smoothly easy easily handy useful clean quiet sturdy sharp crisp convenient
      polite prompt promptly competent professional thank thanks thx appreciate solved affordable comfortable intuitive better
      improved clever solid accurate pleasant neat worthwhile patient fair well like compact bargain`,
    ],
    [
      -1,
      `slow slowly loud noisy expensive pricey overpriced complicated confusing confused clumsy cumbersome awkward tedious difficult hard wait
      waiting waited late delay delayed delays missing unclear unfortunately sadly issue issues problem problems trouble error errors lacks
      lacking cheaply flimsy wobbly smudged smear smears streak streaks faded blurry stuck jam jams jammed jamming again complaint concerned doubt unsure
      inconvenient bulky messy wrong bug bugs buggy glitch glitches annoying offline denied
      vanish vanishes vanished crumple crumpled`,
    ],
    [
      -2,
      `bad badly poor poorly broken broke breaks breaking fail fails failed failing failure crash crashes crashed crashing freeze freezes
      frozen defective faulty dead died leaking leaks disappointed disappointing disappointment annoyed frustrated
      frustrating frustration unreliable rude ignored unfriendly unhelpful incompetent upset unhappy dissatisfied waste wasted ruined damaged damages
      nuisance sick tired unusable disgrace regret worse cancel losing lost mess stupid hate hated fed sucks crap joke`,
    ],
    [
      -3,
      `terrible awful horrible worst useless worthless unacceptable disgusting disaster nightmare furious ridiculous scam garbage rubbish junk
      atrocious appalling pathetic shameful infuriating outrageous livid`,
    ],
  ],
  failing: `work works working worked print prints printing scan scans scanning copy copies connect connects connecting send sends sending load
    loads loading open opens start starts respond responds responding answer answers answered help helped helps arrive arrived come came
    recognise recognises recognize recognizes turn fit fits function functions`,
  negations: `not no never neither nor none nobody nothing without hardly barely cannot cant dont doesnt dosnt didnt wont isnt wasnt arent
    havent hasnt couldnt wouldnt shouldnt aint stopped refuses unable`,
  stronger:
    'very really extremely incredibly absolutely totally completely so too super utterly highly insanely constantly always damn seriously',
  weaker: 'slightly somewhat fairly rather little bit kinda sort almost quite mostly sometimes occasionally',
  wishes: 'would wish could should if wud hope',
  endings: 's ly ed ing d er est',
});
