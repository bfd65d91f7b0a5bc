// For each error: what happened, and what to do now.
import type { ErrorTexts } from './types.ts';

export const errorsJa: ErrorTexts = {
  'invalid-argument': {
    title: 'この写真は受け取れませんでした',
    advice: '写真ファイルをもう一度選んでください。',
  },
  'empty-file': {
    title: 'ファイルの中身が空です',
    advice: '保存やコピーが途中で止まった可能性があります。元の写真を選び直してください。',
  },
  'unsupported-format': {
    title: 'この形式のファイルは読み込めません',
    advice: 'JPEG または PNG の写真を選んでください。',
  },
  'corrupt-image': {
    title: '写真のデータが壊れています',
    advice: '別の写真を選ぶか、元の写真をもう一度コピーしてください。',
  },
  'truncated-image': {
    title: '写真のデータが途中で切れています',
    advice: 'コピーやダウンロードが終わっていない可能性があります。元の写真を選び直してください。',
  },
  'image-too-large': {
    title: '写真が大きすぎます',
    advice: '6,400万画素、64 MB までの写真に対応しています。縮小してからお試しください。',
  },
  'out-of-memory': {
    title: 'メモリーが足りませんでした',
    advice: 'ほかのアプリやタブを閉じて、もう一度お試しください。',
  },
  'invalid-manifest': {
    title: '解析の準備ができませんでした',
    advice: '解析用データの一覧が正しくありません。ページの管理者にお知らせください。',
  },
  'missing-model': {
    title: '解析の準備ができませんでした',
    advice: '解析用データが足りません。ページの管理者にお知らせください。',
  },
  'model-hash-mismatch': {
    title: '解析の準備ができませんでした',
    advice:
      '解析用データが正しいものと一致しません。ページを再読み込みしても続く場合は、管理者にお知らせください。',
  },
  'corrupt-model': {
    title: '解析の準備ができませんでした',
    advice: '解析用データが壊れています。ページを再読み込みしても続く場合は、管理者にお知らせください。',
  },
  'unsupported-operator': {
    title: '解析の準備ができませんでした',
    advice: '解析用データとページの版が合っていません。ページを再読み込みしてください。',
  },
  'wrong-state': {
    title: '解析を続けられませんでした',
    advice: 'もう一度お試しください。',
  },
  internal: {
    title: '解析中に問題が起きました',
    advice: 'もう一度お試しください。続く場合は、別の写真をお使いください。',
  },
  network: {
    title: '解析用データを受信できませんでした',
    advice: '通信の状態を確かめて、もう一度お試しください。',
  },
  'engine-failed': {
    title: '解析が途中で止まりました',
    advice: '解析機能は立ち上げ直しました。もう一度お試しください。',
  },
  'unsupported-browser': {
    title: 'お使いのブラウザーでは動きません',
    advice: 'Chrome、Edge、Safari、Firefox の最新版でお試しください。',
  },
  disposed: {
    title: '解析機能が終了しています',
    advice: 'もう一度お試しください。',
  },
};
