// The photo itself, as large as the screen allows, with the people found in it.
import { useState } from 'preact/hooks';
import { messages } from '../i18n/index.ts';
import type { PhotoItem } from '../state/photos.ts';
import { PhotoIcon } from './icons.tsx';
import { Overlay } from './overlay.tsx';

export function Stage({ photo }: { photo: PhotoItem }) {
  const { photos: texts } = messages.value;
  const [brokenUrl, setBrokenUrl] = useState('');
  if (brokenUrl === photo.url) {
    return (
      <div class="stage">
        <p class="stage-empty">
          <PhotoIcon />
          {texts.cannotShow}
        </p>
      </div>
    );
  }
  return (
    <div class="stage">
      <div class={`frame-of-photo ${photo.state}`}>
        <img
          key={photo.url}
          class="photo"
          src={photo.url}
          alt={texts.alt(photo.file.name)}
          draggable={false}
          onError={() => setBrokenUrl(photo.url)}
        />
        {photo.report && <Overlay report={photo.report} />}
      </div>
    </div>
  );
}
