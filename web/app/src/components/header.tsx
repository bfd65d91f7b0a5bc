// Name, promise, and the choices that concern the whole page.
import { messages } from '../i18n/index.ts';
import { chooseLanguage, chooseTheme, language, theme, themes } from '../state/settings.ts';
import { openDialog } from '../state/view.ts';
import {
  DarkIcon,
  InfoIcon,
  LanguageIcon,
  LightIcon,
  LockIcon,
  LogoIcon,
  SettingsIcon,
  SystemIcon,
} from './icons.tsx';

const themeIcons = { system: SystemIcon, light: LightIcon, dark: DarkIcon };

function ThemeButton() {
  const { header, settings } = messages.value;
  const Icon = themeIcons[theme.value];
  const label = header.theme(settings.themes[theme.value]);
  const next = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'system';
  return (
    <button
      type="button"
      class="icon-button theme-button"
      title={label}
      aria-label={label}
      onClick={() => chooseTheme(next)}
    >
      <Icon />
    </button>
  );
}

function LanguageButton() {
  const { header } = messages.value;
  const other = language.value === 'ja' ? 'en' : 'ja';
  return (
    <button
      type="button"
      class="icon-button with-text"
      lang={other}
      aria-label={header.toOtherLanguage}
      onClick={() => chooseLanguage(other)}
    >
      <LanguageIcon />
      <span class="wide-only">{header.otherLanguage}</span>
    </button>
  );
}

export function Header() {
  const { header, promise } = messages.value;
  return (
    <header class="page-header">
      <p class="brand">
        <LogoIcon />
        <span translate={false}>SeLiNet</span>
      </p>
      <p class="promise">
        <LockIcon />
        {promise}
      </p>
      <div class="page-actions">
        <LanguageButton />
        <ThemeButton />
        <button
          type="button"
          class="icon-button"
          title={header.settings}
          aria-label={header.settings}
          onClick={() => {
            openDialog.value = 'settings';
          }}
        >
          <SettingsIcon />
        </button>
        <button
          type="button"
          class="icon-button"
          title={header.about}
          aria-label={header.about}
          onClick={() => {
            openDialog.value = 'about';
          }}
        >
          <InfoIcon />
        </button>
      </div>
    </header>
  );
}
