const OWN = { source: 'written for this project', licence: 'Apache-2.0' };

/** What weights may be trained on: where it comes from, and what permits it. */
export const DATA: Readonly<Record<string, { source: string; licence: string }>> = {
  'corpus/en': OWN,
  'corpus/de': OWN,
  'corpus/zh': OWN,
  'themes-en-banking77': { source: 'PolyAI-LDN/task-specific-datasets', licence: 'CC-BY-4.0' },
  'themes-en-clinc150': { source: 'clinc/oos-eval', licence: 'CC-BY-3.0' },
  'needs-en-maalej': {
    source: 'adailtonaraujo/app_review_analysis',
    licence: 'CC0-1.0, as its uploader claims: the reviews are by users of app stores',
  },
  'needs-de-cimt': { source: 'juliaromberg/cimt-argument-mining-dataset', licence: 'CC-BY-SA-4.0' },
  'sentiment-de-potts': { source: 'PotTS, the Potsdam Twitter Sentiment corpus', licence: 'MIT' },
  'sentiment-de-mobasa': { source: 'DFKI-NLP/sim3s-corpus', licence: 'CC-BY-4.0' },
  'sentiment-zh-asap': { source: 'Meituan-Dianping/asap (sample)', licence: 'Apache-2.0' },
  'sentiment-zh-absa': {
    source: 'yangheng95/ABSADatasets',
    licence: 'MIT, as its uploader claims: the reviews are by customers of shops',
  },
  'unlabelled-en-app-reviews': { source: 'ReMine-Lab/IDEA', licence: 'MIT' },
};
