import { shallowRef } from 'vue';

/** Whose choices count in this window: keys, look, sizes of panes. Null while nobody is signed in. */
export const keptFor = shallowRef<string | null>(null);

/** Has the choices of this person count from now on; what they chose before is there at once. */
export function keepFor(personId: string | null): void {
  keptFor.value = personId;
}

/** What the person who is signed in chose before; null for nothing. */
export function readKept(name: string): string | null {
  return keptFor.value === null ? null : localStorage.getItem(placeOf(name, keptFor.value));
}

/** Keeps a choice for the person who is signed in; nothing is kept for nobody. */
export function writeKept(name: string, text: string): void {
  if (keptFor.value !== null) localStorage.setItem(placeOf(name, keptFor.value), text);
}

function placeOf(name: string, personId: string): string {
  return `desk.${name}.${personId}`;
}
