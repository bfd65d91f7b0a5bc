// The page before the first photo: what it does, the ways in, and what it does not do.
import { messages } from '../i18n/index.ts';
import { AddPhotos } from './add-photos.tsx';
import { EyeIcon, LockIcon, NobodyIcon } from './icons.tsx';

const noteIcons = [LockIcon, EyeIcon, NobodyIcon];

export function Start() {
  const { start } = messages.value;
  return (
    <main class="start" id="main" tabIndex={-1}>
      <div class="start-intro">
        <h1>{start.heading}</h1>
        <p class="lead">{start.lead}</p>
      </div>
      <div class="drop-area">
        <AddPhotos look="large" />
        <p class="drop-hint">{start.hint}</p>
        <p class="muted">{start.formats}</p>
      </div>
      <ul class="notes">
        {start.notes.map((note, index) => {
          const Icon = noteIcons[index] ?? LockIcon;
          return (
            <li key={note.title}>
              <Icon />
              <div>
                <h2>{note.title}</h2>
                <p>{note.text}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </main>
  );
}
