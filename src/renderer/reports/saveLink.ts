/** Gives the person a file of the core to keep, as the shell keeps files: the browser's downloads, or a dialog of the desk. */
export function saveLink(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
}
