// Apparent emotions as bars: the five that lead, the other 21 on demand, a definition under each name.
import { useState } from 'preact/hooks';
import type { Person, Report } from 'selinet-web';
import { messages } from '../i18n/index.ts';
import { formatPercent } from '../lib/format.ts';
import { type RankedEmotion, rankEmotions } from '../lib/scores.ts';
import { language } from '../state/settings.ts';
import { CheckIcon, OpenIcon } from './icons.tsx';

const shownAtFirst = 5;

function EmotionRow({ emotion }: { emotion: RankedEmotion }) {
  const { emotions, person: texts } = messages.value;
  const { name, meaning } = emotions[emotion.name];
  const lengths = { '--score': `${emotion.score * 100}%`, '--threshold': `${emotion.threshold * 100}%` };
  return (
    <li class={`emotion ${emotion.isApparent ? 'apparent' : ''}`} data-emotion={emotion.name}>
      <details>
        <summary>
          <span class="emotion-name">{name}</span>
          <span class="emotion-words">{texts.certainty[emotion.certainty]}</span>
          <span class="figures">{formatPercent(language.value, emotion.score)}</span>
          <OpenIcon />
          <span class="emotion-bar" style={lengths} aria-hidden="true" />
          {emotion.isApparent && (
            <span class="chip">
              <CheckIcon />
              {texts.appears}
            </span>
          )}
        </summary>
        <p class="meaning">{meaning}</p>
      </details>
    </li>
  );
}

export function EmotionList({ person, thresholds }: { person: Person; thresholds: Report['thresholds'] }) {
  const { person: texts } = messages.value;
  const [showsAll, setShowsAll] = useState(false);
  const ranked = rankEmotions(person.emotions, thresholds);
  return (
    <section class="tall">
      <h2>{texts.emotions}</h2>
      <ul class="emotions" id="emotions">
        {ranked.slice(0, showsAll ? ranked.length : shownAtFirst).map((emotion) => (
          <EmotionRow key={emotion.name} emotion={emotion} />
        ))}
      </ul>
      <button
        type="button"
        class="button wide"
        aria-expanded={showsAll}
        aria-controls="emotions"
        onClick={() => setShowsAll(!showsAll)}
      >
        {showsAll ? texts.showFewer : texts.showAll}
      </button>
      <p class="muted small">{texts.emotionsNote}</p>
    </section>
  );
}
