/** A file to hand over and where it lay below what was dropped or picked, with slashes. */
export type PlacedFile = { file: File; path: string };

/**
 * The files of a drop with their relative paths; folders are read to the bottom. Entries must be taken from the list
 * before anything is awaited, because the browser empties it when the event ends.
 */
export async function placedFiles(dropped: File[] | DataTransferItemList): Promise<PlacedFile[]> {
  if (Array.isArray(dropped)) return dropped.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  const items = [...dropped].filter((item) => item.kind === 'file').map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: PlacedFile[] = [];
  for (const { entry, file } of items) {
    if (entry) await walk(entry, '', found);
    else if (file) found.push({ file, path: file.name });
  }
  return found;
}

async function walk(entry: FileSystemEntry, above: string, found: PlacedFile[]): Promise<void> {
  const path = above + entry.name;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push({ file, path });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader hands out at most 100 entries a time and an empty list at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    for (const child of entries) await walk(child, `${path}/`, found);
  }
}

/** Lets the person pick files, or one folder with all that is in it; null when they cancel. */
export function askForFiles(what: 'files' | 'folder'): Promise<File[] | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.webkitdirectory = what === 'folder';
    input.addEventListener('change', () => resolve(input.files?.length ? [...input.files] : null), { once: true });
    input.addEventListener('cancel', () => resolve(null), { once: true });
    input.click();
  });
}
