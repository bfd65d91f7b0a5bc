// The result of one photo in two tabs: the whole photo, and its people.
import type { Report } from 'selinet-web';
import { messages } from '../i18n/index.ts';
import { formatInteger } from '../lib/format.ts';
import { type PhotoItem, showTab, type Tab, tab } from '../state/photos.ts';
import { language } from '../state/settings.ts';
import { PersonIcon, PhotoIcon } from './icons.tsx';
import { PersonResults } from './person-results.tsx';
import { PhotoResults } from './photo-results.tsx';
import { moveFocus } from './roving.ts';

const tabs: readonly Tab[] = ['photo', 'people'];

export function Results({ photo, report }: { photo: PhotoItem; report: Report }) {
  const { result } = messages.value;
  const chosen = tab.value;
  const names = { photo: result.tabPhoto, people: result.tabPeople };
  const count = result.tabCount(formatInteger(language.value, report.people.length));
  return (
    <section class="card results" aria-label={result.label}>
      <div
        class="tabs"
        role="tablist"
        tabIndex={-1}
        onKeyDown={(event) => moveFocus(event, '[role=tab]', (at) => showTab(tabs[at] ?? 'photo'))}
      >
        {tabs.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={name === chosen}
            aria-controls="result-panel"
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => showTab(name)}
          >
            {name === 'photo' ? <PhotoIcon /> : <PersonIcon />}
            {names[name]}
            {name === 'people' && <span class="count figures">{count}</span>}
          </button>
        ))}
      </div>
      {/* Focusable, so that it can be scrolled and read by keyboard even where it holds no control. */}
      <div
        class="panel"
        role="tabpanel"
        id="result-panel"
        aria-labelledby={`tab-${chosen}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the tabs pattern asks for it
        tabIndex={0}
      >
        {chosen === 'photo' ? (
          <PhotoResults photo={photo} report={report} />
        ) : (
          <PersonResults photo={photo} report={report} />
        )}
      </div>
    </section>
  );
}
