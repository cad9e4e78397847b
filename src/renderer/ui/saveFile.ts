const revokeAfterMs = 60_000;

/** Gives the person a file to keep, as the shell keeps files: the browser's downloads, or a dialog of the desk. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // A dialog may stand open for a while before the bytes are asked for.
  setTimeout(() => URL.revokeObjectURL(link.href), revokeAfterMs);
}

/** The same of text. */
export function saveText(name: string, type: 'application/json' | 'text/csv' | 'text/plain', text: string): void {
  saveFile(name, new Blob([text], { type: `${type};charset=utf-8` }));
}
