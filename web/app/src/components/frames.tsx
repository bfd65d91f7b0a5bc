// The frames and numbers that one sees. With a person selected, the rest of the photo steps back.
import type { CSSProperties } from 'preact';
import type { Box, Report } from 'selinet-web';
import { boxInPercent } from '../lib/boxes.ts';
import { formatInteger } from '../lib/format.ts';
import { peopleOrder, selectedPerson } from '../state/photos.ts';
import { language, showPeople } from '../state/settings.ts';

// Above its frame, but never outside the photo.
function placed(left: number, top: number): CSSProperties {
  return { left: `min(${left}%, 100% - 1.5rem)`, top: `max(${top}%, 1.5rem)` };
}

function around(box: Box, { width, height }: { width: number; height: number }): string {
  return `M0 0h${width}v${height}h${-width}zM${box.x} ${box.y}h${box.width}v${box.height}h${-box.width}z`;
}

export function Frames({ report }: { report: Report }) {
  const { photo, people } = report;
  const selected = showPeople.value ? selectedPerson.value : undefined;
  const focus = selected === undefined ? undefined : people[selected];
  return (
    <>
      <svg
        class="frames"
        viewBox={`0 0 ${photo.width} ${photo.height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {focus && <path class="shade" fill-rule="evenodd" d={around(focus.box, photo)} />}
        {people.map(({ box }, index) => (
          <g key={index} class={index === selected ? 'frame selected' : 'frame'}>
            <rect class="frame-edge" x={box.x} y={box.y} width={box.width} height={box.height} />
            <rect class="frame-line" x={box.x} y={box.y} width={box.width} height={box.height} />
          </g>
        ))}
      </svg>
      {peopleOrder.value.map((index, position) => {
        const found = people[index];
        if (!found) return null;
        const { left, top } = boxInPercent(found.box, photo);
        return (
          <span
            key={index}
            class={index === selected ? 'frame-number selected' : 'frame-number'}
            style={placed(left, top)}
            aria-hidden="true"
          >
            {formatInteger(language.value, position + 1)}
          </span>
        );
      })}
    </>
  );
}
