// All photos as a row of thumbnails, each with its state; the one shown is marked. One tab stop, arrow
// keys inside, so that a hundred photos do not stand between the header and the result.
import { useEffect, useRef } from 'preact/hooks';
import { messages } from '../i18n/index.ts';
import { formatInteger } from '../lib/format.ts';
import {
  current,
  currentId,
  doneCount,
  type PhotoItem,
  type PhotoState,
  photos,
  showPhoto,
} from '../state/photos.ts';
import { removePhotos } from '../state/queue.ts';
import { language } from '../state/settings.ts';
import { AddPhotos } from './add-photos.tsx';
import { AlertIcon, CheckIcon, CloseIcon, PhotoIcon, WaitingIcon } from './icons.tsx';
import { moveFocus } from './roving.ts';

const stateIcons: Record<PhotoState, (() => preact.JSX.Element) | undefined> = {
  waiting: WaitingIcon,
  running: undefined, // a turning ring, drawn by the style sheet
  done: CheckIcon,
  error: AlertIcon,
  cancelled: CloseIcon,
};

function Thumbnail({ photo, index }: { photo: PhotoItem; index: number }) {
  const { photos: texts } = messages.value;
  const number = (value: number) => formatInteger(language.value, value);
  const isCurrent = photo.id === currentId.value;
  const Icon = stateIcons[photo.state];
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isCurrent]);
  return (
    <li>
      <button
        ref={button}
        type="button"
        class={`thumbnail ${photo.state}`}
        aria-current={isCurrent ? 'true' : undefined}
        aria-label={texts.itemLabel(
          photo.file.name,
          number(index + 1),
          number(photos.value.length),
          texts.states[photo.state],
        )}
        tabIndex={isCurrent ? 0 : -1}
        onClick={() => showPhoto(photo.id)}
      >
        {photo.thumbnail ? <img src={photo.thumbnail} alt="" draggable={false} /> : <PhotoIcon />}
        <span class="state">{Icon && <Icon />}</span>
      </button>
    </li>
  );
}

export function Strip() {
  const { photos: texts } = messages.value;
  const all = photos.value;
  const number = (value: number) => formatInteger(language.value, value);
  const shown = current.value;
  return (
    <section class="strip" aria-label={texts.listLabel}>
      <div class="strip-row">
        <ul class="thumbnails" onKeyDown={(event) => moveFocus(event, 'button', showFocused)}>
          {all.map((photo, index) => (
            <Thumbnail key={photo.id} photo={photo} index={index} />
          ))}
        </ul>
        <AddPhotos look="tiles" />
      </div>
      <div class="strip-tools">
        {all.length > 1 && <p>{texts.summary(number(doneCount.value), number(all.length))}</p>}
        {shown && (
          <button type="button" class="button quiet" onClick={() => removePhotos([shown.id])}>
            {texts.remove}
          </button>
        )}
        {all.length > 1 && (
          <button type="button" class="button quiet" onClick={() => removePhotos(all.map(({ id }) => id))}>
            {texts.removeAll}
          </button>
        )}
      </div>
    </section>
  );
}

function showFocused(index: number): void {
  const photo = photos.value[index];
  if (photo) showPhoto(photo.id);
}
