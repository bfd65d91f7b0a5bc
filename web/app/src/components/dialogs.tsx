// The two dialogs: what the page is and is not, and the settings.
import { messages } from '../i18n/index.ts';
import type { Language } from '../lib/format.ts';
import {
  chooseLanguage,
  chooseShowPeople,
  chooseTheme,
  language,
  languages,
  showPeople,
  theme,
  themes,
} from '../state/settings.ts';
import { openDialog } from '../state/view.ts';
import { Dialog } from './dialog.tsx';

const languageNames: Record<Language, string> = { ja: '日本語', en: 'English' };

function About() {
  const { about } = messages.value;
  return (
    <Dialog heading={about.heading} closeLabel={about.close}>
      {about.sections.map((section) => (
        <section key={section.title}>
          <h3>{section.title}</h3>
          <ul>
            {section.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}

interface ChoiceProps<Value extends string> {
  name: string;
  heading: string;
  values: readonly Value[];
  chosen: Value;
  textOf(value: Value): string;
  choose(value: Value): void;
}

function Choice<Value extends string>({ name, heading, values, chosen, textOf, choose }: ChoiceProps<Value>) {
  return (
    <fieldset class="choice">
      <legend>{heading}</legend>
      {values.map((value) => (
        <label key={value}>
          <input type="radio" name={name} checked={value === chosen} onChange={() => choose(value)} />
          <span>{textOf(value)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Settings() {
  const { settings } = messages.value;
  return (
    <Dialog heading={settings.heading} closeLabel={settings.close}>
      <label class="switch">
        <span>{settings.showPeople}</span>
        <input
          type="checkbox"
          checked={showPeople.value}
          aria-describedby="show-people-note"
          onChange={(event) => chooseShowPeople(event.currentTarget.checked)}
        />
      </label>
      <p class="muted" id="show-people-note">
        {settings.showPeopleNote}
      </p>
      <Choice
        name="language"
        heading={settings.language}
        values={languages}
        chosen={language.value}
        textOf={(value) => languageNames[value]}
        choose={chooseLanguage}
      />
      <Choice
        name="theme"
        heading={settings.theme}
        values={themes}
        chosen={theme.value}
        textOf={(value) => settings.themes[value]}
        choose={chooseTheme}
      />
    </Dialog>
  );
}

export function Dialogs() {
  if (openDialog.value === 'about') return <About />;
  return openDialog.value === 'settings' ? <Settings /> : null;
}
