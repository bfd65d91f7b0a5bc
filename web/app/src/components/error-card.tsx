// An error in words a visitor can act on; what an engineer wants is one press away.
import { errorText, isHeic, isWorthRetrying } from '../i18n/errors.ts';
import { messages } from '../i18n/index.ts';
import { type Failure, type PhotoItem, waitingCount } from '../state/photos.ts';
import { retry, retryEngine } from '../state/queue.ts';
import { AlertIcon, RetryIcon } from './icons.tsx';

function Technical({ failure }: { failure: Failure }) {
  return (
    <details class="technical">
      <summary>{messages.value.errorHelp.technical}</summary>
      <p lang="en">
        <code>{failure.code}</code> {failure.message} {failure.detail}
      </p>
    </details>
  );
}

export function ErrorCard({ photo, failure }: { photo: PhotoItem; failure: Failure }) {
  const { errorHelp } = messages.value;
  const { title, advice } = errorText(messages.value, failure.code);
  const isHeicProblem = failure.code === 'unsupported-format' && isHeic(photo.file);
  return (
    <section class="card status error" data-code={failure.code}>
      <AlertIcon />
      <h2>{title}</h2>
      <p class="file-name">{photo.file.name}</p>
      <p>{isHeicProblem ? errorHelp.heic : advice}</p>
      {waitingCount.value > 0 && <p class="muted">{errorHelp.others}</p>}
      {isWorthRetrying(failure.code) && (
        <button type="button" class="button" onClick={() => retry(photo.id)}>
          <RetryIcon />
          {errorHelp.retry}
        </button>
      )}
      <Technical failure={failure} />
    </section>
  );
}

export function EngineErrorCard({ failure }: { failure: Failure }) {
  const { errorHelp } = messages.value;
  const { title, advice } = errorText(messages.value, failure.code);
  return (
    <section class="card status error" data-code={failure.code}>
      <AlertIcon />
      <h2>{errorHelp.engineHeading}</h2>
      <p>{title}</p>
      <p>{advice}</p>
      <button type="button" class="button" onClick={retryEngine}>
        <RetryIcon />
        {errorHelp.retry}
      </button>
      <Technical failure={failure} />
    </section>
  );
}
