import { lexicon } from './lexicon.js';

export const englishLexicon = lexicon({
  weights: [
    // No forms of a word below.
    [0, 'waiter feed lager dealer dealing likely goods fairly hardly lately wind fund lined'],
    [
      3,
      `excellent outstanding fantastic amazing superb brilliant perfect perfectly flawless flawlessly awesome
      wonderful thrilled delighted lifesaver phenomenal unbeatable stellar incredible magnificent marvelous
      marvellous exceptional extraordinary spectacular sublime adore blissful heroic`,
    ],
    [
      2,
      `great love loved loves loving impressed impressive reliable reliably happy glad pleased satisfied beautiful
      brilliantly enjoy enjoyed praise recommend recommended superior courteous trustworthy spotless seamless
      seamlessly effortless effortlessly best kudos cheers grateful generous terrific lovely splendid workhorse
      thankful gratefully applaud hats hero heroes saved rescued yay woohoo hooray congrats congratulations delicious
      tasty yummy cosy cozy gorgeous charming welcoming attentive thoughtful gracious compassionate exceeded proud
      rocks rocked fab ace gem legend blessing dreamy caring favourite favorite class classy`,
    ],
    [
      1,
      `good nice fine friendly helpful quick quickly fast smooth smoothly easy easily handy useful clean quiet sturdy
      sharp crisp convenient polite prompt promptly competent professional thank thanks thx appreciate solved
      affordable comfortable intuitive better improved clever solid accurate pleasant neat worthwhile patient fair
      well like compact bargain cute cool sweet fun enjoyable fresh warm calm safe safely welcome refund refunded
      fixed resolved sorted upgraded upgrade simple painless responsive transparent honest genuine decent promising
      success successful ontime punctual luckily thankfully smile smiled smiling pro props accommodating comfy roomy
      spacious hearty cheerful polished beat pleasure bonus free deal win`,
    ],
    [
      -1,
      `slow slowly loud noisy expensive pricey overpriced complicated confusing confused clumsy cumbersome awkward
      tedious difficult hard wait waiting waited late delay delayed delays missing unclear unfortunately sadly issue
      issues problem problems trouble error errors lacks lacking cheaply flimsy wobbly smudged smear smears streak
      streaks faded blurry stuck jam jams jammed jamming again complaint concerned doubt unsure inconvenient bulky
      messy wrong bug bugs buggy glitch glitches annoying offline denied vanish vanishes vanished crumple crumpled
      hold hung stranded reschedule rescheduled rebook rebooked cancelled canceled cancellation cancellations queue
      queues line lines overcharged charged fee fees extra nothing still unable excuse excuses apology apologies
      sorry mishandled misplaced unanswered unresponsive disconnected silence voicemail bounced runaround transferred
      hours longer forever finally understaffed overbooked oversold cramped cold stale bland soggy dirty filthy dusty
      smelly stained sticky scratched dented cracked chipped torn leak leaked drip drips laggy lag lags sluggish
      hangs froze disconnects drains overheats loses misleading deceptive hidden vague pointless needless clueless
      careless sloppy lazy dismissive indifferent shrug ignores ignoring`,
    ],
    [
      -2,
      `bad badly poor poorly broken broke breaks breaking fail fails failed failing failure crash crashes crashed
      crashing freeze freezes frozen defective faulty dead died leaking leaks disappointed disappointing
      disappointment annoyed frustrated frustrating frustration unreliable rude ignored unfriendly unhelpful
      incompetent upset unhappy dissatisfied waste wasted ruined damaged damages nuisance sick tired unusable
      disgrace regret worse cancel losing lost mess stupid hate hated fed sucks crap joke stolen theft thieves lied
      lying lies liar liars cheat cheated ripoff robbed robbery insulting insulted insult humiliated abysmal dreadful
      dismal lousy crappy shoddy shambles fiasco farce hopeless hell hellish heartbreaking unprofessional inexcusable
      unreal ludicrous insane absurd wtf smh ugh argh grr gross nasty vile mouldy moldy rotten spoiled sickening
      shocked shocking appalled outraged angry anger mad fuming pissed rage miserable misery painful dishonest crooks
      fraud fraudulent sue lawyer boycott avoid regretted failures screwed botched bungled destroyed shattered
      smashed lousiest embarrassing embarrassment sad worsened`,
    ],
    [
      -3,
      `terrible awful horrible worst useless worthless unacceptable disgusting disaster nightmare furious ridiculous
      scam garbage rubbish junk atrocious appalling pathetic shameful infuriating outrageous livid fucking fuck
      fucked shit shitty bullshit bastards bastard abomination despicable deplorable detestable evil criminal`,
    ],
  ],
  failing: `work works working worked print prints printing scan scans scanning copy copies connect connects connecting send sends sending load
    loads loading open opens start starts respond responds responding answer answers answered help helped helps arrive arrived come came
    recognise recognises recognize recognizes turn fit fits function functions`,
  negations: `not no never neither nor none nobody nothing without hardly barely cannot cant dont doesnt dosnt didnt wont isnt wasnt arent
    havent hasnt couldnt wouldnt shouldnt aint stopped refuses unable`,
  intensifiers:
    'very really extremely incredibly absolutely totally completely so too super utterly highly insanely constantly always damn seriously',
  diminishers: 'slightly somewhat fairly rather little bit kinda sort almost quite mostly sometimes occasionally',
  wishes: 'would wish could should if wud hope',
  endings: 's ly ed ing d er est',
});
