// What a visitor may choose, kept on this device only. A browser that refuses storage loses nothing but
// the memory of the choice.
import { effect, signal } from '@preact/signals';
import type { Language } from '../lib/format.ts';

export type Theme = 'system' | 'light' | 'dark';

export const themes: readonly Theme[] = ['system', 'light', 'dark'];
export const languages: readonly Language[] = ['ja', 'en'];

function stored<Value extends string>(key: string, allowed: readonly Value[]): Value | undefined {
  try {
    const text = localStorage.getItem(key);
    return allowed.find((value) => value === text);
  } catch {
    return undefined;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows of some browsers have no storage.
  }
}

const keys = { language: 'selinet.language', theme: 'selinet.theme', people: 'selinet.people' };

function preferredLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

export const language = signal<Language>(stored(keys.language, languages) ?? preferredLanguage());
export const theme = signal<Theme>(stored(keys.theme, themes) ?? 'system');
export const showPeople = signal(stored(keys.people, ['shown', 'hidden']) !== 'hidden');

export function chooseLanguage(value: Language): void {
  language.value = value;
  store(keys.language, value);
}

export function chooseTheme(value: Theme): void {
  theme.value = value;
  store(keys.theme, value);
}

export function chooseShowPeople(value: boolean): void {
  showPeople.value = value;
  store(keys.people, value ? 'shown' : 'hidden');
}

// The browser's own bars take the colour of the page; the two <meta> are for the system's choice.
function paintBrowserBars(): void {
  const page = getComputedStyle(document.documentElement).getPropertyValue('--page-light');
  const dark = getComputedStyle(document.documentElement).getPropertyValue('--page-dark');
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const forDark = theme.value === 'system' ? meta.media.includes('dark') : theme.value === 'dark';
    meta.content = (forDark ? dark : page).trim();
  }
}

export function applyTheme(): void {
  effect(() => {
    document.documentElement.setAttribute('data-theme', theme.value);
    paintBrowserBars();
  });
}
