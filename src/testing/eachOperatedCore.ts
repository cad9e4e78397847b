import { afterEach, beforeEach } from 'vitest';
import { openOperatedCore, type OperatedCore } from './operatedCore.ts';
import { tempFolder } from './tempFolder.ts';

/** A whole core and a folder for files, both anew for each test of the file that calls this; they are there while a test runs. */
export function eachOperatedCore(): { readonly desk: OperatedCore; readonly files: string } {
  let desk: OperatedCore | null = null;
  let files: { path: string; remove(): Promise<void> } | null = null;
  beforeEach(async () => {
    desk = await openOperatedCore();
    files = await tempFolder();
  });
  afterEach(async () => {
    await desk?.close();
    await files?.remove();
  });
  const there = <Value>(value: Value | null): Value => {
    if (value === null) throw new Error('The core is there only while a test runs.');
    return value;
  };
  return {
    get desk() {
      return there(desk);
    },
    get files() {
      return there(files).path;
    },
  };
}
