// Sentences that more than one component says about a person.
import type { Report } from 'selinet-web';
import { messages } from '../i18n/index.ts';
import { formatList } from '../lib/format.ts';
import { language } from '../state/settings.ts';

const namedAtMost = 3;

export function emotionSentence(report: Report, index: number): string {
  const { person, emotions } = messages.value;
  const names = report.people[index]?.likely.slice(0, namedAtMost).map((name) => emotions[name].name) ?? [];
  if (names.length === 0) return person.unclear;
  const spoken = language.value === 'en' ? names.map((name) => name.toLowerCase()) : names;
  return person.looks(formatList(language.value, spoken));
}
