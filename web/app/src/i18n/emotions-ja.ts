// Japanese names and definitions of EMOTIC's categories. A name is chosen for what EMOTIC's annotators
// were asked to see, not for the dictionary's first word: Anticipation is 期待 (looking forward), not
// 予期; Disconnection is 無関心, not 切断; Peace is 安らぎ, not 平和. Definitions are our own words.
import type { EmotionTexts } from './types.ts';

export const emotionsJa: EmotionTexts = {
  Affection: { name: '愛情', meaning: '親しみや、やさしい気持ちで相手を大切に思っている様子。' },
  Anger: { name: '怒り', meaning: '強い不快や憤りを、誰かや何かに向けている様子。' },
  Annoyance: { name: 'いら立ち', meaning: 'じれったさや煩わしさを感じている様子。' },
  Anticipation: { name: '期待', meaning: 'これから起こることを待ち望み、心の準備をしている様子。' },
  Aversion: { name: '嫌悪', meaning: '嫌だと感じ、避けたり遠ざけたりしたい様子。' },
  Confidence: {
    name: '自信',
    meaning: 'うまくいくと確信し、落ち着いて誇らしげにしている様子。',
  },
  Disapproval: {
    name: '非難',
    meaning: '間違っている、よくないと感じ、批判的に見ている様子。',
  },
  Disconnection: {
    name: '無関心',
    meaning: 'その場の出来事に気持ちが向かず、退屈したり上の空だったりする様子。',
  },
  Disquietment: { name: '不安', meaning: '心配や緊張で、落ち着かない様子。' },
  'Doubt/Confusion': {
    name: '戸惑い',
    meaning: 'どう受け取るか、どうするかに迷い、判断がつかない様子。',
  },
  Embarrassment: { name: '恥ずかしさ', meaning: '照れや気まずさ、後ろめたさを感じている様子。' },
  Engagement: { name: '関心・没頭', meaning: '目の前のことに注意を向け、引き込まれている様子。' },
  Esteem: { name: '敬意', meaning: '相手を高く評価し、尊敬や感謝を向けている様子。' },
  Excitement: { name: '高揚', meaning: '胸が高鳴り、活気にあふれている様子。' },
  Fatigue: { name: '疲れ', meaning: '疲れて元気がなく、眠そうな様子。' },
  Fear: { name: '恐れ', meaning: '危険や痛み、悪い出来事を怖がっている様子。' },
  Happiness: { name: '喜び', meaning: 'うれしい、楽しいと感じている様子。' },
  Pain: { name: '痛み', meaning: '体の痛みに耐えている様子。' },
  Peace: { name: '安らぎ', meaning: '心配ごとがなく、くつろいで満ち足りている様子。' },
  Pleasure: { name: '心地よさ', meaning: '味や景色、手ざわりなどを心地よく味わっている様子。' },
  Sadness: { name: '悲しみ', meaning: '悲しさや寂しさ、落胆を感じている様子。' },
  Sensitivity: {
    name: '傷つきやすさ',
    meaning: '心や体が弱っていて、いたわりが必要に見える様子。',
  },
  Suffering: { name: '苦悩', meaning: '心のつらさや苦しみを抱えている様子。' },
  Surprise: { name: '驚き', meaning: '思いがけないことに、はっとしている様子。' },
  Sympathy: { name: '思いやり', meaning: '相手の気持ちや困りごとに寄り添っている様子。' },
  Yearning: { name: '切望', meaning: '何かを強く求め、あこがれたり、うらやんだりしている様子。' },
};
