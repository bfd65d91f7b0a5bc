// English names (EMOTIC's own, made lower case in running text by the components) and definitions in
// our own words.
import type { EmotionTexts } from './types.ts';

export const emotionsEn: EmotionTexts = {
  Affection: { name: 'Affection', meaning: 'Looks fond of someone: warm and tender.' },
  Anger: { name: 'Anger', meaning: 'Looks strongly displeased or furious with someone or something.' },
  Annoyance: { name: 'Annoyance', meaning: 'Looks bothered or impatient.' },
  Anticipation: {
    name: 'Anticipation',
    meaning: 'Looks forward to something, or is getting ready for it.',
  },
  Aversion: { name: 'Aversion', meaning: 'Looks repelled, and would rather keep away.' },
  Confidence: { name: 'Confidence', meaning: 'Looks sure that things will go well; composed, proud.' },
  Disapproval: { name: 'Disapproval', meaning: 'Looks critical, as if something were wrong.' },
  Disconnection: {
    name: 'Disconnection',
    meaning: 'Looks uninterested in what is going on: bored, or somewhere else in thought.',
  },
  Disquietment: { name: 'Unease', meaning: 'Looks worried, tense or restless.' },
  'Doubt/Confusion': {
    name: 'Doubt',
    meaning: 'Looks puzzled, or unable to decide what to think or do.',
  },
  Embarrassment: { name: 'Embarrassment', meaning: 'Looks ashamed, awkward or guilty.' },
  Engagement: { name: 'Engagement', meaning: 'Looks absorbed: attention is on what is happening.' },
  Esteem: { name: 'Esteem', meaning: 'Looks at someone with respect, admiration or gratitude.' },
  Excitement: { name: 'Excitement', meaning: 'Looks thrilled and full of energy.' },
  Fatigue: { name: 'Fatigue', meaning: 'Looks tired, weary or sleepy.' },
  Fear: { name: 'Fear', meaning: 'Looks afraid of danger, pain or something bad.' },
  Happiness: { name: 'Happiness', meaning: 'Looks glad, amused or delighted.' },
  Pain: { name: 'Pain', meaning: 'Looks as if the body hurts.' },
  Peace: { name: 'Peace', meaning: 'Looks relaxed and content, without worries.' },
  Pleasure: { name: 'Pleasure', meaning: 'Looks to be enjoying a taste, a view or a touch.' },
  Sadness: { name: 'Sadness', meaning: 'Looks sad, lonely or let down.' },
  Sensitivity: { name: 'Vulnerability', meaning: 'Looks fragile, in body or mind, and in need of care.' },
  Suffering: { name: 'Suffering', meaning: 'Looks distressed in mind.' },
  Surprise: { name: 'Surprise', meaning: 'Looks caught by something unexpected.' },
  Sympathy: { name: 'Sympathy', meaning: 'Looks to be sharing the feelings or troubles of someone else.' },
  Yearning: { name: 'Yearning', meaning: 'Looks to be longing for something, or envious of it.' },
};
