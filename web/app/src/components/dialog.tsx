// A modal dialog on the browser's own <dialog>: focus is trapped, returned, and Escape closes it.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { openDialog } from '../state/view.ts';
import { CloseIcon } from './icons.tsx';

function close(): void {
  openDialog.value = undefined;
}

interface Props {
  heading: string;
  closeLabel: string;
  children: ComponentChildren;
}

export function Dialog({ heading, closeLabel, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => element.current?.showModal(), []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click outside is a shortcut; Escape and the button do the same
    <dialog
      ref={element}
      aria-labelledby="dialog-heading"
      onClose={close}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div class="dialog-body">
        <header>
          <h2 id="dialog-heading">{heading}</h2>
          <button
            type="button"
            class="icon-button"
            aria-label={closeLabel}
            onClick={() => element.current?.close()}
          >
            <CloseIcon />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
