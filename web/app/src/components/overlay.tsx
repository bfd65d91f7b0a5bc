// People over the photo: frames drawn in an SVG of the photo's own pixels, and a button a person over
// them. The buttons are HTML, as they need a smallest size on the screen that boxes do not have.
import type { CSSProperties, TargetedMouseEvent } from 'preact';
import type { Report } from 'selinet-web';
import { messages } from '../i18n/index.ts';
import { area, type BoxInPercent, boxInPercent, personAt } from '../lib/boxes.ts';
import { formatInteger } from '../lib/format.ts';
import { peopleOrder, selectedPerson, selectPerson } from '../state/photos.ts';
import { language, showPeople } from '../state/settings.ts';
import { Frames } from './frames.tsx';
import { moveFocus } from './roving.ts';
import { emotionSentence } from './sentences.ts';

const touchTarget = 44; // CSS pixels

// A tap goes to the person meant by its place; the keyboard (detail 0) to the button that has the focus.
function chosenBy(event: TargetedMouseEvent<HTMLElement>, report: Report, focused: number): number {
  const surface = event.currentTarget.parentElement?.getBoundingClientRect();
  if (event.detail === 0 || !surface) return focused;
  const scale = report.photo.width / surface.width;
  const point = { x: (event.clientX - surface.left) * scale, y: (event.clientY - surface.top) * scale };
  const boxes = report.people.map((person) => person.box);
  return personAt(boxes, point, touchTarget * scale) ?? focused;
}

function placed({ left, top, width, height }: BoxInPercent): CSSProperties {
  return {
    left: `${left + width / 2}%`,
    top: `${top + height / 2}%`,
    width: `max(${width}%, ${touchTarget}px)`,
    height: `max(${height}%, ${touchTarget}px)`,
  };
}

export function Overlay({ report }: { report: Report }) {
  const { person: texts } = messages.value;
  const order = peopleOrder.value;
  const selected = selectedPerson.value;
  // Larger boxes below smaller ones: a child held by a parent stays within reach.
  const bySize = [...order].sort((a, b) => areaOf(report, b) - areaOf(report, a));
  const labelOf = (index: number) => {
    const number = formatInteger(language.value, order.indexOf(index) + 1);
    return texts.boxLabel(number, emotionSentence(report, index));
  };
  return (
    <div class="overlay">
      <Frames report={report} />
      {showPeople.value && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        <div
          class="people-buttons"
          role="group"
          aria-label={texts.listLabel}
          onKeyDown={(event) => moveFocus(event, 'button', (at) => selectPerson(order[at] ?? 0))}
        >
          {order.map((index) => {
            const found = report.people[index];
            if (!found) return null;
            return (
              <button
                key={index}
                type="button"
                class="person-button"
                aria-label={labelOf(index)}
                aria-pressed={index === selected}
                tabIndex={index === (selected ?? order[0]) ? 0 : -1}
                style={{ ...placed(boxInPercent(found.box, report.photo)), zIndex: bySize.indexOf(index) }}
                onClick={(event) => selectPerson(chosenBy(event, report, index))}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}

function areaOf(report: Report, index: number): number {
  const found = report.people[index];
  return found ? area(found.box) : 0;
}
