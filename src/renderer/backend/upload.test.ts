import { describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../contract/reply.ts';
import { DeskError } from './backend.ts';
import { sendFiles } from './upload.ts';

const files = (count: number) => Array.from({ length: count }, (_, index) => ({ file: new File(['abc'], `${index}.txt`), path: `in/${index}.txt` }));
const fine: Reply = { ok: true, value: null };

describe('sending the files of an import', () => {
  it('sends each of 500 files once, never more than four at a time, and counts to the end', async () => {
    const seen: string[] = [];
    let [now, most] = [0, 0];
    const progress = vi.fn();
    await sendFiles(files(500), async ({ path }) => {
      most = Math.max(most, (now += 1));
      await Promise.resolve();
      now -= 1;
      seen.push(path);
      return fine;
    }, { onProgress: progress });
    expect(new Set(seen).size).toBe(500);
    expect(seen).toHaveLength(500);
    expect(most).toBeLessThanOrEqual(4);
    expect(progress).toHaveBeenLastCalledWith({ files: 500, ofFiles: 500, bytes: 1_500, ofBytes: 1_500 });
  });

  it('names the file that failed, says that nothing was taken in, and sends no further ones', async () => {
    const send = vi.fn(async ({ path }: { path: string }): Promise<Reply> => (path === 'in/5.txt' ? { ok: false, error: { code: 'DISK_FULL', message: 'No room.' } } : fine));
    await expect(sendFiles(files(100), send)).rejects.toMatchObject({ code: 'DISK_FULL', message: 'in/5.txt: No room. Nothing of this import was taken in.' });
    expect(send.mock.calls.length).toBeLessThan(15);
  });

  it('blames the file that failed, not one beside it that was stopped for it', async () => {
    const send = ({ path }: { path: string }, signal: AbortSignal): Promise<Reply> =>
      new Promise((_, reject) => {
        if (path === 'in/3.txt') setTimeout(() => reject(new TypeError('gone')));
        else signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    await expect(sendFiles(files(4), send)).rejects.toThrow(/^in\/3\.txt: It could not be read or sent/);
  });

  it('names the file when it vanished from disk or the desk went away', async () => {
    await expect(sendFiles(files(1), () => Promise.reject(new TypeError('x')))).rejects.toThrow('in/0.txt: It could not be read or sent.');
    const offline = new DeskError({ code: 'OFFLINE', message: 'The desk does not answer.' });
    await expect(sendFiles(files(1), () => Promise.reject(offline))).rejects.toMatchObject({ code: 'OFFLINE', message: 'in/0.txt: The desk did not answer while this file was sent. Nothing of this import was taken in.' });
  });

  it('stops when the person says so, and does not blame a file', async () => {
    const control = new AbortController();
    const send = vi.fn(async (): Promise<Reply> => {
      control.abort();
      return fine;
    });
    await expect(sendFiles(files(100), send, { signal: control.signal })).rejects.toThrow(/^The sending was stopped/);
    expect(send.mock.calls.length).toBeLessThan(5);
  });
});
