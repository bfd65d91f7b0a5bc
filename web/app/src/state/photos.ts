// The one store of photos and of what is looked at. Components read these signals and call these
// functions; only the queue changes the state of a photo's analysis.
import { batch, computed, signal } from '@preact/signals';
import type { Progress, Report } from 'selinet-web';
import { readingOrder } from '../lib/boxes.ts';
import { makeThumbnail } from './thumbnails.ts';

export interface Failure {
  code: string;
  message: string;
  detail: string;
}

export type PhotoState = 'waiting' | 'running' | 'done' | 'error' | 'cancelled';

export interface PhotoItem {
  id: number;
  file: File;
  url: string; // of the file itself, for the large view
  thumbnail?: string;
  state: PhotoState;
  report?: Report | undefined; // when done
  failure?: Failure | undefined; // when in error
}

export type Tab = 'photo' | 'people';

export const photos = signal<readonly PhotoItem[]>([]);
export const currentId = signal<number | undefined>(undefined);
export const progress = signal<Progress | undefined>(undefined); // of the photo in state `running`
export const tab = signal<Tab>('photo');
export const selectedPerson = signal<number | undefined>(undefined); // index into report.people

export const current = computed(() => photos.value.find((photo) => photo.id === currentId.value));
export const doneCount = computed(() => photos.value.filter((photo) => photo.state === 'done').length);
export const waitingCount = computed(() => photos.value.filter((photo) => photo.state === 'waiting').length);

// People as a viewer counts them, from left to right: indexes into report.people.
export const peopleOrder = computed(() =>
  readingOrder(current.value?.report?.people.map((person) => person.box) ?? []),
);

let nextId = 1;

export function changePhoto(id: number, change: Partial<PhotoItem>): void {
  photos.value = photos.value.map((photo) => (photo.id === id ? { ...photo, ...change } : photo));
}

export function showPhoto(id: number): void {
  if (id === currentId.value) return;
  batch(() => {
    currentId.value = id;
    selectedPerson.value = undefined;
    tab.value = 'photo';
  });
}

export function selectPerson(index: number): void {
  batch(() => {
    selectedPerson.value = index;
    tab.value = 'people';
  });
}

export function showTab(chosen: Tab): void {
  batch(() => {
    tab.value = chosen;
    if (chosen === 'people') selectedPerson.value ??= peopleOrder.value[0];
  });
}

// Moves to the neighbour in reading order and says who that is; stays at the ends.
export function selectNeighbour(step: number): number | undefined {
  const order = peopleOrder.value;
  const at = order.indexOf(selectedPerson.value ?? -1);
  const next = order[at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + step))];
  if (next !== undefined) selectPerson(next);
  return next;
}

export function appendPhotos(files: readonly File[]): void {
  const added = files.map(
    (file): PhotoItem => ({ id: nextId++, file, url: URL.createObjectURL(file), state: 'waiting' }),
  );
  const wasEmpty = photos.value.length === 0;
  batch(() => {
    photos.value = [...photos.value, ...added];
    const first = added[0];
    if (first && (wasEmpty || current.value?.state !== 'running')) showPhoto(first.id);
  });
  for (const photo of added) void addThumbnail(photo);
}

async function addThumbnail(photo: PhotoItem): Promise<void> {
  const thumbnail = await makeThumbnail(photo.file);
  if (!thumbnail) return;
  if (photos.value.some(({ id }) => id === photo.id)) changePhoto(photo.id, { thumbnail });
  else URL.revokeObjectURL(thumbnail);
}

function release(photo: PhotoItem): void {
  URL.revokeObjectURL(photo.url);
  if (photo.thumbnail) URL.revokeObjectURL(photo.thumbnail);
}

export function dropPhotos(ids: ReadonlySet<number>): void {
  const at = photos.value.findIndex((photo) => photo.id === currentId.value);
  const kept = photos.value.filter((photo) => !ids.has(photo.id));
  photos.value.filter((photo) => ids.has(photo.id)).forEach(release);
  batch(() => {
    photos.value = kept;
    if (kept.some((photo) => photo.id === currentId.value)) return;
    const neighbour = kept[Math.min(at, kept.length - 1)];
    if (neighbour) showPhoto(neighbour.id);
    else currentId.value = undefined;
  });
}
