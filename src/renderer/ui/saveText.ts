const revokeAfterMs = 60_000;

/** Gives the person a file of this text to keep, as the shell keeps files: the browser's downloads, or a dialog of the desk. */
export function saveText(name: string, type: 'application/json' | 'text/csv' | 'text/plain', text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  // A dialog may stand open for a while before the bytes are asked for.
  setTimeout(() => URL.revokeObjectURL(link.href), revokeAfterMs);
}
