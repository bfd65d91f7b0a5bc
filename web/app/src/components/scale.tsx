// A number on a named scale: words at both ends, a mark where it stands, and the number itself.
import { messages } from '../i18n/index.ts';
import { formatOneDecimal } from '../lib/format.ts';
import { positionOnScale } from '../lib/scores.ts';
import { language } from '../state/settings.ts';

interface Props {
  name: string;
  value: number;
  low: number;
  high: number;
  lowText: string;
  highText: string;
}

export function Scale({ name, value, low, high, lowText, highText }: Props) {
  const position = `${positionOnScale(value, low, high) * 100}%`;
  return (
    <div class="scale">
      <dt>{name}</dt>
      <dd>
        <span class="figures">{formatOneDecimal(language.value, value)}</span>
        <span class="scale-track" style={{ '--position': position }} aria-hidden="true" />
        <span class="scale-ends">
          <span>{lowText}</span>
          <span>{highText}</span>
        </span>
      </dd>
    </div>
  );
}

const from = 1;
const to = 10;

// Valence, arousal and dominance share range and words wherever they appear.
export function MoodScale({ of, value }: { of: 'valence' | 'arousal' | 'dominance'; value: number }) {
  const { name, low, high } = messages.value.scales[of];
  return (
    <Scale
      name={name}
      value={value}
      low={from}
      high={to}
      lowText={`${from} ${low}`}
      highText={`${to} ${high}`}
    />
  );
}
