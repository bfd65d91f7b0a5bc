// Three shares of one whole. Words and numbers carry it; the colours only help.
import type { Sentiment } from 'selinet-web';
import { messages } from '../i18n/index.ts';
import { formatPercent } from '../lib/format.ts';
import type { Tone } from '../lib/scores.ts';
import { language } from '../state/settings.ts';

const tones: readonly Tone[] = ['negative', 'neutral', 'positive'];

export function SentimentBar({ sentiment }: { sentiment: Sentiment }) {
  const texts = messages.value.sentiment;
  return (
    <div class="sentiment">
      <div class="sentiment-bar" aria-hidden="true">
        {tones.map((tone) => (
          <span key={tone} class={tone} style={{ flexGrow: String(sentiment[tone]) }} />
        ))}
      </div>
      <dl>
        {tones.map((tone) => (
          <div key={tone} class={tone}>
            <dt>{texts[tone]}</dt>
            <dd class="figures">{formatPercent(language.value, sentiment[tone])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
