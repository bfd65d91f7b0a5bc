// What is said about one person, and the way to the next.
import type { Person, Report } from 'selinet-web';
import { messages } from '../i18n/index.ts';
import { portraitOf } from '../lib/boxes.ts';
import { formatInteger, formatPercent } from '../lib/format.ts';
import { type PhotoItem, peopleOrder, selectedPerson, selectNeighbour, showTab } from '../state/photos.ts';
import { language, showPeople } from '../state/settings.ts';
import { openDialog } from '../state/view.ts';
import { EmotionList } from './emotion-list.tsx';
import { NextIcon, NobodyIcon, PersonIcon, PreviousIcon } from './icons.tsx';
import { MoodScale } from './scale.tsx';
import { emotionSentence } from './sentences.ts';
import { SentimentBar } from './sentiment-bar.tsx';

interface Props {
  photo: PhotoItem;
  report: Report;
}

function Portrait({ photo, report, person }: Props & { person: Person }) {
  const { x, y, width, height } = portraitOf(person.box, report.photo);
  return (
    <svg class="portrait" viewBox={`${x} ${y} ${width} ${height}`} aria-hidden="true">
      <image href={photo.url} width={report.photo.width} height={report.photo.height} />
    </svg>
  );
}

function PersonSteps({ position, count }: { position: number; count: number }) {
  const { person: texts } = messages.value;
  return (
    <div class="person-steps">
      <button
        type="button"
        class="icon-button"
        aria-label={texts.previous}
        aria-disabled={position === 1}
        onClick={() => selectNeighbour(-1)}
      >
        <PreviousIcon />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={texts.next}
        aria-disabled={position === count}
        onClick={() => selectNeighbour(1)}
      >
        <NextIcon />
      </button>
    </div>
  );
}

function PersonHead({ photo, report, person, index }: Props & { person: Person; index: number }) {
  const { person: texts } = messages.value;
  const number = (value: number) => formatInteger(language.value, value);
  const position = peopleOrder.value.indexOf(index) + 1;
  const count = report.people.length;
  return (
    <div class="person-head">
      <Portrait photo={photo} report={report} person={person} />
      <div class="person-name">
        <h2>{texts.title(number(position))}</h2>
        <p class="muted">{texts.position(number(position), number(count))}</p>
      </div>
      {count > 1 && <PersonSteps position={position} count={count} />}
    </div>
  );
}

function Nobody() {
  const { result } = messages.value;
  return (
    <section class="empty-result">
      <NobodyIcon />
      <h2>{result.nobody}</h2>
      <p class="muted">{result.nobodyNote}</p>
      <button type="button" class="button" onClick={() => showTab('photo')}>
        {result.seePhoto}
      </button>
    </section>
  );
}

function PeopleOff({ count }: { count: number }) {
  const { result } = messages.value;
  return (
    <section class="empty-result">
      <PersonIcon />
      <h2>{result.peopleOff}</h2>
      <p class="muted">{result.peopleOffNote(formatInteger(language.value, count))}</p>
      <button
        type="button"
        class="button"
        onClick={() => {
          openDialog.value = 'settings';
        }}
      >
        {result.openSettings}
      </button>
    </section>
  );
}

export function PersonResults({ photo, report }: Props) {
  const { person: texts, result } = messages.value;
  const index = selectedPerson.value;
  if (report.people.length === 0) return <Nobody />;
  if (!showPeople.value) return <PeopleOff count={report.people.length} />;
  const person = index === undefined ? undefined : report.people[index];
  if (index === undefined || !person) return <p class="muted">{result.choosePerson}</p>;
  return (
    <>
      <section class="full">
        <PersonHead photo={photo} report={report} person={person} index={index} />
        <p class="verdict">{emotionSentence(report, index)}</p>
        <p class="muted small">{result.apparent}</p>
      </section>
      <EmotionList person={person} thresholds={report.thresholds} />
      <section class="beside">
        <h2>{texts.dimensions}</h2>
        <dl class="scales">
          <MoodScale of="valence" value={person.valence} />
          <MoodScale of="arousal" value={person.arousal} />
          <MoodScale of="dominance" value={person.dominance} />
        </dl>
      </section>
      <section class="beside">
        <h2>{texts.sentiment}</h2>
        <SentimentBar sentiment={person.sentiment} />
        <p class="muted small">{texts.detection(formatPercent(language.value, person.score))}</p>
      </section>
    </>
  );
}
