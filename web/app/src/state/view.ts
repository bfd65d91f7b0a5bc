// Which dialog is open. Not kept: a reload starts with the page itself.
import { signal } from '@preact/signals';

export type DialogName = 'about' | 'settings';

export const openDialog = signal<DialogName | undefined>(undefined);
