// What stands in the place of a result while there is none: progress, waiting, or cancelled.
import type { ComponentChildren } from 'preact';
import { messages } from '../i18n/index.ts';
import { formatInteger, formatMegabytes } from '../lib/format.ts';
import { type PhotoItem, progress, waitingCount } from '../state/photos.ts';
import { cancel, cancelAll, engine, retry } from '../state/queue.ts';
import { language } from '../state/settings.ts';
import { CheckIcon, CloseIcon, RetryIcon, WaitingIcon } from './icons.tsx';

type Step = 'decode' | 'detect' | 'scene' | 'person';

const steps: readonly Step[] = ['decode', 'detect', 'scene', 'person'];
const stepsBeforePeople = 3;

// "Person 3 / 14": the SDK counts all stages, the first three of which are not people.
function personText(completed: number, total: number): string {
  const position = Math.min(completed, total - 1) - stepsBeforePeople + 1;
  const number = (value: number) => formatInteger(language.value, value);
  return messages.value.progress.person(number(position), number(total - stepsBeforePeople));
}

function Bar({ value, max, text }: { value: number; max: number; text?: string }) {
  return (
    <progress
      aria-label={messages.value.progress.barLabel}
      aria-valuetext={text}
      {...(max > 0 ? { value, max } : {})}
    />
  );
}

function Preparing() {
  const { progress: texts } = messages.value;
  const loaded = engine.value.name === 'loading' ? engine.value.progress : undefined;
  const bytes = (value: number) => formatMegabytes(language.value, value);
  const text =
    loaded && loaded.total > 0 ? texts.bytes(bytes(loaded.loaded), bytes(loaded.total)) : undefined;
  return (
    <>
      <h2>{texts.preparing}</h2>
      <p class="muted">{texts.preparingNote}</p>
      <Bar value={loaded?.loaded ?? 0} max={loaded?.total ?? 0} {...(text ? { text } : {})} />
      {text && <p class="figures">{text}</p>}
    </>
  );
}

function Steps() {
  const { progress: texts } = messages.value;
  const { stage = 'decode', completed = 0, total = 0 } = progress.value ?? {};
  const at = stage === 'done' ? steps.length : steps.indexOf(stage);
  return (
    <>
      <h2>{texts.heading}</h2>
      <Bar value={completed} max={total} />
      <ol class="steps">
        {steps.map((step, index) => {
          const state = index < at ? 'past' : index === at ? 'now' : 'ahead';
          const isPerson = step === 'person' && state === 'now';
          return (
            <li key={step} class={state} aria-current={state === 'now' ? 'step' : undefined}>
              <span class="step-mark">{state === 'past' && <CheckIcon />}</span>
              {texts.steps[step]}
              {isPerson && <span class="figures">{personText(completed, total)}</span>}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Card({ name, children }: { name: string; children: ComponentChildren }) {
  return <section class={`card status ${name}`}>{children}</section>;
}

export function StatusCard({ photo }: { photo: PhotoItem }) {
  const { progress: texts } = messages.value;
  if (photo.state === 'cancelled') {
    return (
      <Card name="cancelled">
        <CloseIcon />
        <h2>{texts.cancelled}</h2>
        <p class="muted">{texts.cancelledNote}</p>
        <button type="button" class="button" onClick={() => retry(photo.id)}>
          <RetryIcon />
          {texts.retry}
        </button>
      </Card>
    );
  }
  const isWaiting = photo.state === 'waiting';
  return (
    <Card name={photo.state}>
      {isWaiting && (
        <>
          <WaitingIcon />
          <h2>{texts.waiting}</h2>
          <p class="muted">{texts.waitingNote}</p>
        </>
      )}
      {!isWaiting && (engine.value.name === 'ready' ? <Steps /> : <Preparing />)}
      <div class="card-actions">
        <button type="button" class="button" onClick={() => cancel(photo.id)}>
          {texts.cancel}
        </button>
        {waitingCount.value > (isWaiting ? 1 : 0) && (
          <button type="button" class="button quiet" onClick={cancelAll}>
            {texts.cancelAll}
          </button>
        )}
      </div>
    </Card>
  );
}
