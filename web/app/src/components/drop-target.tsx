// The whole window takes dropped and pasted files; while something is dragged over it, it says so.
import { useEffect, useState } from 'preact/hooks';
import { messages } from '../i18n/index.ts';
import { addPhotos } from '../state/queue.ts';
import { PhotoIcon } from './icons.tsx';

function hasFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}

// Browsers call every pasted picture "image.png"; a name in the page's language tells more.
function pastedFile(file: File): File {
  const isNameless = /^image\.\w+$/.test(file.name);
  return isNameless ? new File([file], messages.value.photos.pastedName, { type: file.type }) : file;
}

function onPaste(event: ClipboardEvent): void {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  addPhotos(files.map(pastedFile));
}

export function DropTarget() {
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    const listeners = new AbortController();
    const { signal } = listeners;
    const onDragOver = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault(); // without it the browser would leave the page and open the file
      setIsOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false); // left the window, not just an element
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setIsOver(false);
      addPhotos([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onDragOver, { signal });
    window.addEventListener('dragleave', onDragLeave, { signal });
    window.addEventListener('drop', onDrop, { signal });
    window.addEventListener('paste', onPaste, { signal });
    return () => listeners.abort();
  }, []);

  if (!isOver) return null;
  return (
    <div class="drop-veil" aria-hidden="true">
      <p>
        <PhotoIcon />
        {messages.value.photos.dropHere}
      </p>
    </div>
  );
}
