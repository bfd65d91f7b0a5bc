// The two ways in by hand: the file picker and the camera. Real buttons that open hidden inputs, as a
// styled <label> cannot be reached by keyboard in every browser.
import { useRef } from 'preact/hooks';
import { messages } from '../i18n/index.ts';
import { addPhotos } from '../state/queue.ts';
import { AddIcon, CameraIcon, PhotoIcon } from './icons.tsx';

function takeFiles(input: HTMLInputElement): void {
  addPhotos([...(input.files ?? [])]);
  input.value = ''; // so that choosing the same file again is a change
}

interface Props {
  look: 'large' | 'tiles';
}

export function AddPhotos({ look }: Props) {
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const { start, photos } = messages.value;
  const isLarge = look === 'large';
  return (
    <div class={`add-photos ${look}`}>
      <button
        type="button"
        class={isLarge ? 'button primary large' : 'tile'}
        aria-label={isLarge ? undefined : photos.add}
        onClick={() => files.current?.click()}
      >
        {isLarge ? <PhotoIcon /> : <AddIcon />}
        {isLarge ? start.choose : photos.addShort}
      </button>
      <button
        type="button"
        class={`${isLarge ? 'button large' : 'tile'} camera-button`}
        aria-label={isLarge ? undefined : photos.camera}
        onClick={() => camera.current?.click()}
      >
        <CameraIcon />
        {isLarge ? start.camera : photos.cameraShort}
      </button>
      <input
        ref={files}
        class="file-input"
        type="file"
        accept="image/*,.heic,.heif"
        multiple
        hidden
        onChange={(event) => takeFiles(event.currentTarget)}
      />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(event) => takeFiles(event.currentTarget)}
      />
    </div>
  );
}
