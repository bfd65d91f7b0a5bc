// What is said about the photo as a whole.
import type { Report } from 'selinet-web';
import { messages } from '../i18n/index.ts';
import { formatOneDecimal } from '../lib/format.ts';
import { leadingTone } from '../lib/scores.ts';
import type { PhotoItem } from '../state/photos.ts';
import { language } from '../state/settings.ts';
import { Details } from './details.tsx';
import { MoodScale, Scale } from './scale.tsx';
import { ScoreChart } from './score-chart.tsx';
import { SentimentBar } from './sentiment-bar.tsx';

const qualities = ['light', 'composition', 'colour', 'sharpness'] as const;

function Aesthetics({ report }: { report: Report }) {
  const { photo: texts } = messages.value;
  const { aesthetics } = report;
  const decimal = (value: number) => formatOneDecimal(language.value, value);
  return (
    <section class="full">
      <h2>{texts.aesthetics}</h2>
      <div class="score">
        <p class="score-figure">
          <strong class="figures">{decimal(aesthetics.score)}</strong> {texts.outOfTen}
          <span class="muted">{texts.spread(decimal(aesthetics.deviation))}</span>
        </p>
        <ScoreChart distribution={aesthetics.distribution} />
      </div>
      <dl class="scales two-columns">
        {qualities.map((quality) => (
          <Scale
            key={quality}
            name={texts.qualities[quality]}
            value={aesthetics[quality]}
            low={1}
            high={5}
            lowText={texts.qualityEnds.low}
            highText={texts.qualityEnds.high}
          />
        ))}
      </dl>
    </section>
  );
}

function Warnings({ report }: { report: Report }) {
  const { heading, texts } = messages.value.warnings;
  const known: Record<string, string | undefined> = texts;
  return (
    <section class="warnings">
      <h2>{heading}</h2>
      <ul>
        {report.warnings.map(({ code, message }) => (
          <li key={code}>{known[code] ?? message}</li>
        ))}
      </ul>
    </section>
  );
}

export function PhotoResults({ photo, report }: { photo: PhotoItem; report: Report }) {
  const { photo: texts } = messages.value;
  return (
    <>
      {report.warnings.length > 0 && <Warnings report={report} />}
      <section>
        <h2>{texts.sentiment}</h2>
        <p class="verdict">{texts.tones[leadingTone(report.sentiment) ?? 'mixed']}</p>
        <SentimentBar sentiment={report.sentiment} />
      </section>
      <section class="beside-first">
        <h2>{texts.evoked}</h2>
        <dl class="scales two-columns mood">
          <MoodScale of="valence" value={report.evoked.valence} />
          <MoodScale of="arousal" value={report.evoked.arousal} />
        </dl>
      </section>
      <Aesthetics report={report} />
      <Details photo={photo} report={report} />
    </>
  );
}
