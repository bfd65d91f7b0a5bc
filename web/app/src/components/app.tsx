// The page: an empty start, or a strip of photos with the chosen one and its result.
import { useEffect, useRef } from 'preact/hooks';
import { messages } from '../i18n/index.ts';
import { announcement } from '../state/announcements.ts';
import { current, type PhotoItem, photos } from '../state/photos.ts';
import { engine } from '../state/queue.ts';
import { Dialogs } from './dialogs.tsx';
import { DropTarget } from './drop-target.tsx';
import { EngineErrorCard, ErrorCard } from './error-card.tsx';
import { Header } from './header.tsx';
import { Results } from './results.tsx';
import { Stage } from './stage.tsx';
import { Start } from './start.tsx';
import { StatusCard } from './status-card.tsx';
import { Strip } from './strip.tsx';

function Side({ photo }: { photo: PhotoItem }) {
  if (photo.report) return <Results key={photo.id} photo={photo} report={photo.report} />;
  if (photo.failure) return <ErrorCard photo={photo} failure={photo.failure} />;
  if (engine.value.name === 'failed') return <EngineErrorCard failure={engine.value.failure} />;
  return <StatusCard photo={photo} />;
}

function Workspace({ photo }: { photo: PhotoItem }) {
  return (
    <main class="workspace" id="main" tabIndex={-1}>
      <h1 class="visually-hidden">{messages.value.result.label}</h1>
      <Strip />
      <div class="columns">
        <Stage photo={photo} />
        <Side photo={photo} />
      </div>
    </main>
  );
}

// When the view changes, the button that was pressed is gone: without this the keyboard would start
// again at the top of the page.
function useFocusKept(view: string): void {
  const shown = useRef(view);
  useEffect(() => {
    if (shown.current === view) return;
    shown.current = view;
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [view]);
}

export function App() {
  const photo = current.value;
  useFocusKept(photos.value.length === 0 ? 'start' : 'workspace');
  return (
    <>
      <Header />
      {photo ? <Workspace photo={photo} /> : <Start />}
      <Dialogs />
      <DropTarget />
      <p class="visually-hidden" role="status">
        {announcement.value}
      </p>
    </>
  );
}
