// The distribution of ratings 1..10 as ten columns; a screen reader gets the same numbers as a sentence.
import { messages } from '../i18n/index.ts';
import { formatInteger, formatList, formatPercent } from '../lib/format.ts';
import { language } from '../state/settings.ts';

const step = 10;
const column = 7;
const height = 40;

export function ScoreChart({ distribution }: { distribution: readonly number[] }) {
  const { photo: texts } = messages.value;
  const highest = Math.max(...distribution, 0.01);
  const rows = distribution.map((share, index) =>
    texts.chartRow(formatInteger(language.value, index + 1), formatPercent(language.value, share)),
  );
  return (
    <figure class="score-chart">
      <svg
        viewBox={`0 0 ${step * distribution.length} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={texts.chartText(formatList(language.value, rows))}
      >
        {distribution.map((share, index) => {
          const size = Math.max(1, (share / highest) * height);
          return (
            <rect
              key={index}
              x={index * step + (step - column) / 2}
              y={height - size}
              width={column}
              height={size}
              rx="1"
            />
          );
        })}
      </svg>
      <figcaption class="scale-ends">
        <span>{texts.chartLow}</span>
        <span>{texts.chart}</span>
        <span>{texts.chartHigh}</span>
      </figcaption>
    </figure>
  );
}
