// Arrow keys within a group that is one tab stop (ARIA practices' "roving tabindex"): moves the focus to
// the neighbour, and tells which one it is.
const steps: Record<string, number | undefined> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

export function moveFocus(
  event: KeyboardEvent & { currentTarget: HTMLElement },
  selector: string,
  onMove: (index: number) => void,
): void {
  const members = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const at = members.indexOf(document.activeElement as HTMLElement);
  const step = steps[event.key];
  let next: number | undefined;
  if (step !== undefined) next = Math.min(members.length - 1, Math.max(0, at + step));
  if (event.key === 'Home') next = 0;
  if (event.key === 'End') next = members.length - 1;
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  members[next]?.focus();
  onMove(next);
}
