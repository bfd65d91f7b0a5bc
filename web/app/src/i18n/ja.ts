// Japanese, the first language of the page. Short and polite; numbers arrive already formatted.
import { emotionsJa } from './emotions-ja.ts';
import { errorsJa } from './errors-ja.ts';

export const ja = {
  title: 'SeLiNet – 写真の表情と雰囲気を、端末の中だけで',
  description:
    '写真に写る人の見た目の感情と、写真全体の印象や写りのよさを、端末の中だけで読みとります。写真は外に送られません。',
  promise: '写真は、この端末の外に出ません',

  header: {
    about: 'このページについて',
    settings: '設定',
    toOtherLanguage: 'Switch to English',
    otherLanguage: 'English',
    theme: (name: string) => `画面の色：${name}`,
  },

  start: {
    heading: '写真から、表情とその場の雰囲気を読みとります',
    lead: '一人ひとりの見た目の感情と、写真全体の印象、写りのよさを数字で示します。',
    choose: '写真を選ぶ',
    camera: 'カメラで撮る',
    hint: 'ここに写真をドラッグするか、貼り付けることもできます',
    formats: 'JPEG・PNG など。まとめて選べます',
    notes: [
      {
        title: '端末の中だけで動きます',
        text: '写真も結果も、どこにも送りません。ページを閉じれば消えます。',
      },
      {
        title: 'わかるのは「見た目」です',
        text: '表情や姿勢、まわりの様子から受ける印象です。本人の心の中を示すものではありません。',
      },
      {
        title: '人を特定しません',
        text: '顔の照合や登録はしません。誰が写っているかは調べません。',
      },
    ],
  },

  photos: {
    listLabel: '写真の一覧',
    add: '写真を追加',
    addShort: '追加',
    camera: 'カメラで撮る',
    cameraShort: '撮る',
    dropHere: 'ここに放してください',
    pastedName: '貼り付けた写真',
    summary: (done: string, all: string) => `${all}枚中 ${done}枚 完了`,
    states: {
      waiting: '順番待ち',
      running: '解析中',
      done: '完了',
      error: 'エラー',
      cancelled: '中止',
    },
    itemLabel: (name: string, position: string, all: string, state: string) =>
      `${name}、${all}枚中 ${position}枚目、${state}`,
    remove: 'この写真を外す',
    removeAll: 'すべて外す',
    alt: (name: string) => `解析する写真：${name}`,
    cannotShow: 'この写真は画面に表示できません',
  },

  progress: {
    heading: '解析しています',
    preparing: '準備しています',
    preparingNote: 'はじめに解析用データを受け取ります。',
    bytes: (loaded: string, all: string) => `${all} 中 ${loaded}`,
    steps: {
      decode: '読み込み',
      detect: '人を探しています',
      scene: '全体の印象を見ています',
      person: '人物の表情を見ています',
    },
    person: (position: string, all: string) => `人物 ${position} / ${all}`,
    waiting: '順番を待っています',
    waitingNote: '前の写真が終わると、自動で始まります。',
    cancel: '中止',
    cancelAll: '残りもすべて中止',
    cancelled: '解析を中止しました',
    cancelledNote: 'もう一度、はじめから解析できます。',
    retry: 'もう一度解析する',
    barLabel: '解析の進み具合',
  },

  result: {
    label: '解析結果',
    tabPhoto: '写真全体',
    tabPeople: '人物',
    people: (count: string) => `${count}人`,
    tabCount: (count: string) => `${count}人`,
    nobody: '人は見つかりませんでした',
    nobodyNote: '後ろ姿や小さく写った人は、見つからないことがあります。写真全体の結果はご覧いただけます。',
    seePhoto: '写真全体の結果を見る',
    choosePerson: '写真の枠を選ぶと、その人の結果が表示されます。',
    peopleOff: '人物ごとの感情は表示していません',
    peopleOffNote: (count: string) => `写真には${count}人写っています。表示は設定で変えられます。`,
    openSettings: '設定を開く',
    apparent: '見た目から受ける印象です。本人の気持ちとは限りません。',
  },

  photo: {
    sentiment: '全体の印象',
    tones: {
      negative: 'ネガティブな印象',
      neutral: '中立的な印象',
      positive: 'ポジティブな印象',
      mixed: '印象が分かれています',
    },
    evoked: '写真が与える気分',
    aesthetics: '写りのよさ',
    outOfTen: '/ 10',
    chart: '評価の分布',
    chartText: (rows: string) => `点数ごとの割合：${rows}`,
    chartRow: (score: string, share: string) => `${score}点 ${share}`,
    chartLow: '1 低い',
    chartHigh: '10 高い',
    spread: (deviation: string) => `ばらつき ±${deviation}`,
    qualities: {
      light: '光',
      composition: '構図',
      colour: '色',
      sharpness: '鮮明さ',
    },
    qualityEnds: { low: '1 弱い', high: '5 良い' },
  },

  person: {
    title: (number: string) => `人物 ${number}`,
    position: (number: string, all: string) => `${all}人中 ${number}人目`,
    previous: '前の人物',
    next: '次の人物',
    listLabel: '写真の中の人物',
    boxLabel: (number: string, emotions: string) => `人物 ${number}：${emotions}`,
    looks: (emotions: string) => `${emotions}のように見えます`,
    unclear: 'はっきりした感情は見てとれません',
    emotions: '見た目の感情',
    appears: 'そう見える',
    certainty: {
      likely: 'おそらく',
      perhaps: 'もしかすると',
      unlikely: '可能性は低い',
    },
    showAll: 'すべて表示（26種類）',
    showFewer: '上位だけ表示',
    emotionsNote: '棒の縦線は「そう見える」とする目安です。名前を押すと意味が出ます。',
    dimensions: '気分の三つの軸',
    sentiment: '人物の印象',
    detection: (share: string) => `人物である確からしさ ${share}`,
  },

  scales: {
    valence: { name: '快さ', low: '不快', high: '快い' },
    arousal: { name: '活発さ', low: '静か', high: '高ぶる' },
    dominance: { name: '主導感', low: '受け身', high: '主導的' },
  },

  sentiment: { negative: 'ネガティブ', neutral: '中立', positive: 'ポジティブ' },

  details: {
    heading: '詳しい情報',
    file: 'ファイル',
    size: '大きさ',
    pixels: (width: string, height: string) => `${width} × ${height} 画素`,
    format: '形式',
    people: '人数',
    time: '解析時間',
    stages: { decode: '読み込み', detect: '人の検出', scene: '全体の印象', people: '人物' },
    versions: '版',
    versionText: (engine: string, variant: string, models: string) =>
      `エンジン ${engine}（${variant}）、モデル ${models}`,
  },

  warnings: {
    heading: '結果についての注意',
    texts: { 'small-photo': '写真が小さいため、結果が不確かです。' },
  },

  errors: errorsJa,
  errorHelp: {
    heic: 'HEIC の写真は、このブラウザーでは開けません。iPhone・iPad の「設定」→「カメラ」→「フォーマット」で「互換性優先」を選ぶと、JPEG で撮影できます。',
    technical: '技術的な情報',
    retry: 'もう一度試す',
    others: 'ほかの写真の解析は続きます。',
    engineHeading: '解析を始められません',
  },

  emotions: emotionsJa,

  about: {
    heading: 'このページについて',
    sections: [
      {
        title: 'できること',
        items: [
          '写真に写る人を見つけ、一人ひとりの見た目の感情を26の分類で示します。',
          '写真全体のポジティブ・ネガティブな印象と、写りのよさ（光、構図、色、鮮明さ）を示します。',
        ],
      },
      {
        title: 'しないこと',
        items: [
          '写真や結果を外へ送りません。保存もしません。',
          '顔の照合や登録、年齢・性別・人種などの推定はしません。',
          '本人の心の中、性格、健康状態を判断しません。',
        ],
      },
      {
        title: '限界',
        items: [
          '表情の読みとり方は、文化や場面、人によって異なります。結果は目安としてお使いください。',
          '後ろ姿、暗い写真、小さく写った人では、間違いが増えます。',
          '採用や評価、処遇など、人に大きく影響する判断には使わないでください。',
        ],
      },
      {
        title: '法律について',
        items: [
          'EU では、職場や教育の場で人の感情を推定することは、医療・安全の目的を除き禁止されています（AI 法 第5条1項(f)）。そのような場では、設定で「人物ごとの感情を表示」を切ってください。',
          '写っている人には、あらかじめ目的をお知らせください。日本では、個人を識別できる写真は個人情報にあたります。',
        ],
      },
    ],
    close: '閉じる',
  },

  settings: {
    heading: '設定',
    showPeople: '人物ごとの感情を表示',
    showPeopleNote:
      'EU では、職場や教育の場にいる人の感情は推定できません。そのような写真では切ってください。切ると、人数と写真全体の結果だけを示します。',
    language: '表示する言語',
    theme: '画面の色',
    themes: { system: '端末に合わせる', light: '明るい', dark: '暗い' },
    close: '閉じる',
  },

  announce: {
    added: (count: string) => `${count}枚の写真を追加しました。`,
    done: (name: string, people: string) => `${name}の解析が終わりました。${people}`,
    foundPeople: (count: string) => `${count}人見つかりました。`,
    foundNobody: '人は見つかりませんでした。',
    failed: (name: string, title: string) => `${name}：${title}。`,
    removed: '写真を外しました。',
  },
};
