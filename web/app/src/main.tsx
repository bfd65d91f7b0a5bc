// Starts the page: settings to the document, then the components.
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/layout.css';
import './styles/stage.css';
import './styles/results.css';
import './styles/scales.css';
import './styles/person.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './components/app.tsx';
import { messages } from './i18n/index.ts';
import { applyTheme, language } from './state/settings.ts';

applyTheme();

effect(() => {
  document.documentElement.lang = language.value;
  document.title = messages.value.title;
  document.querySelector('meta[name=description]')?.setAttribute('content', messages.value.description);
});

const root = document.getElementById('app');
if (root) render(<App />, root);
