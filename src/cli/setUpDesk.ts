import { randomUUID } from 'node:crypto';
import { openDoor } from '../core/door.ts';
import { DeskError } from '../core/fault.ts';
import { askCore, deskOptions, type DataOptions } from './openDesk.ts';
import { note, plain, print, printJson, type ExitCode } from './output.ts';
import { choosePassphrase, nameGiven } from './who.ts';

/** `desk set-up`: makes the first lead of a new desk, or of one from before there were accounts, and prints the recovery code this once. */
export async function setUpDesk({ json, ...options }: DataOptions & { json?: boolean }): Promise<ExitCode> {
  const name = nameGiven(options);
  if (name === null) throw new DeskError('BAD_INPUT', 'Name the first lead: --as NAME.');
  const core = await openDoor(deskOptions(options, 'write', '`desk set-up`'));
  try {
    const { person, recoveryCode } = await askCore(core, randomUUID(), 'people.setUp', { name, passphrase: await choosePassphrase(options, `A passphrase for ${name}, of 10 characters or more: `) });
    if (json) printJson({ person, recoveryCode });
    else {
      note(`${plain(person.name)} is the first lead of this desk. The recovery code opens it when every passphrase is forgotten. It is told this once: print it and lock it away.`);
      print(recoveryCode);
    }
    return 0;
  } finally {
    await core.close();
  }
}
