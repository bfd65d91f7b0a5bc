// For those who want to know exactly: file, size, times, versions.
import type { ComponentChildren } from 'preact';
import type { Report } from 'selinet-web';
import { messages } from '../i18n/index.ts';
import { formatInteger, formatMegabytes, formatMilliseconds } from '../lib/format.ts';
import type { PhotoItem } from '../state/photos.ts';
import { language } from '../state/settings.ts';

const stages = ['decode', 'detect', 'scene', 'people'] as const;

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Details({ photo, report }: { photo: PhotoItem; report: Report }) {
  const { details: texts, result } = messages.value;
  const number = (value: number) => formatInteger(language.value, value);
  const time = (value: number) => formatMilliseconds(language.value, value);
  const { engine, variant, models } = report.versions;
  return (
    <details class="details">
      <summary>{texts.heading}</summary>
      <dl>
        <Row name={texts.file}>
          {photo.file.name} ({formatMegabytes(language.value, photo.file.size)})
        </Row>
        <Row name={texts.size}>{texts.pixels(number(report.photo.width), number(report.photo.height))}</Row>
        <Row name={texts.format}>{report.photo.format.toUpperCase()}</Row>
        <Row name={texts.people}>{result.people(number(report.people.length))}</Row>
        <Row name={texts.time}>
          {time(report.timings.total)}
          <ul>
            {stages.map((stage) => (
              <li key={stage}>
                {texts.stages[stage]} {time(report.timings[stage])}
              </li>
            ))}
          </ul>
        </Row>
        <Row name={texts.versions}>{texts.versionText(engine, variant, models)}</Row>
      </dl>
    </details>
  );
}
