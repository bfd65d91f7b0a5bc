// What the live region says: few and finished sentences, so that a screen reader is informed and not flooded.
import { signal } from '@preact/signals';
import { errorText } from '../i18n/errors.ts';
import { messages } from '../i18n/index.ts';
import { formatInteger } from '../lib/format.ts';
import { language } from './settings.ts';

export const announcement = signal('');

export function announceAdded(count: number): void {
  announcement.value = messages.value.announce.added(formatInteger(language.value, count));
}

export function announceRemoved(): void {
  announcement.value = messages.value.announce.removed;
}

export function announceDone(name: string, people: number): void {
  const { done, foundPeople, foundNobody } = messages.value.announce;
  const found = people === 0 ? foundNobody : foundPeople(formatInteger(language.value, people));
  announcement.value = done(name, found);
}

export function announceFailure(name: string, code: string): void {
  announcement.value = messages.value.announce.failed(name, errorText(messages.value, code).title);
}
