// The catalogue in the current language, as a signal: every component that reads it follows a switch.
import { computed } from '@preact/signals';
import { language } from '../state/settings.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { Messages } from './types.ts';

const catalogues = { ja, en } satisfies Record<string, Messages>;

export const messages = computed<Messages>(() => catalogues[language.value]);
