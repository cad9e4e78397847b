import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Role } from '../../contract/vocabulary.ts';
import type { Door } from '../../contract/people.ts';
import type { Db } from '../db/open.ts';
import { setting } from '../db/schema/person.ts';
import type { Desk } from '../desk.ts';
import { addPerson } from './accounts.ts';
import { drawOut, lightStretch } from './stretch.ts';

/** The passphrase of every account of a sample desk. It is public: such a desk is for looking around. */
export const samplePassphrase = 'the sample desk is open to all';

const people = [
  { name: 'Dana', role: 'mediator', languages: ['en', 'de'], skills: ['watches'] },
  { name: 'Omar', role: 'mediator', languages: ['en', 'ar', 'fr'], skills: ['clothing'] },
  { name: 'Lena', role: 'lead', languages: ['en', 'de', 'ru'], skills: [] },
  { name: 'Vera', role: 'lead', languages: ['en', 'es'], skills: [] },
  { name: 'Tess', role: 'triage', languages: ['en', 'nl'], skills: [] },
] as const;

const settingName = 'sample';
const Kept = z.array(z.object({ name: z.string(), role: Role }));

/** The ready accounts of a sample desk; null on a real one. The mark lies in the encrypted database, where only the start of a sample puts it. */
export async function readSample(db: Db): Promise<Door['sample']> {
  const [found] = await db.select().from(setting).where(eq(setting.name, settingName));
  const kept = found && Kept.safeParse(found.value);
  return kept?.success ? kept.data.map((one) => ({ ...one, passphrase: samplePassphrase })) : null;
}

/** Makes a new desk a sample: marks it, and gives it people whose passphrase everybody may know. */
export async function makeSample(desk: Desk): Promise<void> {
  const secrets = await Promise.all(people.map(() => drawOut(samplePassphrase, randomBytes(16), lightStretch)));
  await desk.write(async (tx) => {
    for (const [at, { name, role, languages, skills }] of people.entries()) {
      await addPerson(tx, name, { role, languages: [...languages], skills: [...skills] }, secrets[at] as (typeof secrets)[number], false, null);
    }
    await tx.insert(setting).values({ name: settingName, value: people.map(({ name, role }) => ({ name, role })) });
  });
}
